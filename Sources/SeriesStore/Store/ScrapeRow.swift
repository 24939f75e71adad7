/// What one scrape gave: its time, and a value for every slot of its target.
///
/// Rows never change once they are written, so that readers share them with the writer.
struct ScrapeRow: Sendable {
  /// A sample whose time the page itself names.
  struct Explicit: Sendable {
    var slot: Int
    var time: Int64
    var value: Double
  }

  /// When the scrape began, in milliseconds.
  var time: Int64
  /// The value of each slot at that time; `absent` where there is none, and behind the end.
  var values: [Double]
  /// The samples with times of their own.
  var explicit: [Explicit] = []

  /// The value of a slot at the scrape's time.
  subscript(slot: Int) -> Double { slot < values.count ? values[slot] : .absent }

  /// The memory of the row in bytes.
  var bytes: Int { values.count * 8 + explicit.count * MemoryLayout<Explicit>.stride }
}
