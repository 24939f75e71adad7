/// The row of a scrape while its page is read.
struct RowBuilder {
  private(set) var values: [Double]
  var explicit: [ScrapeRow.Explicit] = []
  /// How many samples the page has.
  var samples = 0
  /// How many lines were accepted with a doubt: repeated series, times out of order or far ahead.
  var suspicious = 0
  /// How many series were refused because of the target's limit.
  var refused = 0

  init(slots: Int) {
    self.values = [Double](repeating: .absent, count: slots)
  }

  /// Sets a value; of two in one page the first stays.
  mutating func set(_ slot: Int, _ value: Double) {
    while slot >= values.count { values.append(.absent) }
    if values[slot].isAbsent { values[slot] = value } else { suspicious += 1 }
  }

  /// Sets a value, whatever stood there.
  mutating func replace(_ slot: Int, _ value: Double) {
    while slot >= values.count { values.append(.absent) }
    values[slot] = value
  }
}
