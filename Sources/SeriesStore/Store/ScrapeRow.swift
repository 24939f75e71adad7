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
  let time: Int64
  /// The value of each slot at that time; `absent` where there is none, and behind the end.
  let values: [Double]
  /// The samples with times of their own.
  let explicit: [Explicit]
  /// How many samples there are.
  let samples: Int

  init(time: Int64, values: [Double], explicit: [Explicit] = []) {
    self.time = time
    self.values = values
    self.explicit = explicit
    self.samples = values.reduce(explicit.count) { $0 &+ ($1.isAbsent ? 0 : 1) }
  }

  /// The value of a slot at the scrape's time.
  subscript(slot: Int) -> Double { slot < values.count ? values[slot] : .absent }

  /// The memory of the row in bytes.
  var bytes: Int { values.count * 8 + explicit.count * MemoryLayout<Explicit>.stride }
}
