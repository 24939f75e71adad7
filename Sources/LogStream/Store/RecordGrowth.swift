import LogModel

/// Which records' texts have grown since readers could see them: the last ones, in order.
struct RecordGrowth: Sendable {
  /// Of so many it is known which they are.
  private static let limit = 4_096

  /// How often a text has grown so far.
  private(set) var total = 0
  private var recent: [LogRecordID] = []

  /// Nothing has grown yet.
  init() {}

  /// Notes records that have grown.
  mutating func note(_ grown: [LogRecordID]) {
    guard !grown.isEmpty else { return }
    total += grown.count
    recent += grown
    if recent.count > Self.limit { recent.removeFirst(recent.count - Self.limit) }
  }

  /// The records that have grown since `total` had a value, each once, as far as they are known.
  func since(_ earlier: Int) -> [LogRecordID] {
    var seen: Set<LogRecordID> = []
    return recent.suffix(max(0, total - earlier)).filter { seen.insert($0).inserted }
  }
}
