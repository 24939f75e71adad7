import MetricsModel

/// The row of a scrape while its page is read.
struct RowBuilder {
  private(set) var values: [Double]
  var explicit: [ScrapeRow.Explicit] = []
  /// How many samples the page has.
  var samples = 0
  /// What was accepted with a doubt.
  var doubts = PageDoubts()
  /// How many series were refused because of the target's limit.
  var refused = 0
  /// How many samples the target's rules drop.
  var dropped = 0

  init(slots: Int) {
    self.values = [Double](repeating: .absent, count: slots)
  }

  /// Sets a value; of two in one page the first stays.
  @inline(__always)
  mutating func set(_ slot: Int, _ value: Double) {
    while slot >= values.count { values.append(.absent) }
    if values[slot].isAbsent { values[slot] = value } else { doubts.noteRepeated(slot) }
  }

  /// Sets a value, whatever stood there.
  mutating func replace(_ slot: Int, _ value: Double) {
    while slot >= values.count { values.append(.absent) }
    values[slot] = value
  }

  /// Ends the series that the row before has and this one has not.
  mutating func endSeries(of last: ScrapeRow) {
    while values.count < last.values.count { values.append(.absent) }
    for slot in 0..<last.values.count
    where values[slot].isAbsent && !last.values[slot].isAbsent && !last.values[slot].isStale {
      values[slot] = .stale
    }
  }
}
