import LogModel

/// Failures that a search has found and that count as a proxy's own only where no other log tells of them too:
/// kept until the other logs have been read.
struct KeptFailures: Sendable {
  /// So many of all logs together are kept; more count as a proxy's own.
  static let bound = 524_288
  private static let rows = 4_096

  private let bound: Int
  private var chunks: [ChunkView] = []
  /// The failures, by which they are compared with those of other logs.
  private(set) var failures: [FailedRequest] = []

  /// Whether there were more than are kept.
  private(set) var isFull = false

  /// None yet, and no more than `bound`.
  init(bound: Int) { self.bound = bound }

  /// Keeps what a row says; false where it is no such failure, or too many have been kept.
  mutating func add(_ view: ChunkView, _ row: Int, _ texts: Dictionaries) -> Bool {
    guard var failure = FailedRequest(view.chunk, row, source: 0, texts) else { return false }
    guard failures.count < bound else {
      isFull = true
      return false
    }
    if chunks.last?.count ?? Self.rows == Self.rows {
      let number = UInt32(truncatingIfNeeded: chunks.count)
      let chunk = LogChunk(number: number, capacity: Self.rows)
      chunks.append(ChunkView(chunk: chunk, count: 0, summary: ChunkSummary()))
    }
    let last = chunks.count - 1
    let place = chunks[last].count
    chunks[last].chunk.copy(row, of: view.chunk, to: place)
    chunks[last].count += 1
    failure.id = LogRecordID(
      chunk: chunks[last].chunk.number,
      row: UInt32(truncatingIfNeeded: place)
    )
    failures.append(failure)
    return true
  }

  /// What they are all together, without those that are `answered`, with the values of the field `name`.
  func statistics(
    by name: String?,
    without answered: AnsweredFailures,
    _ snapshot: LogSnapshot
  ) -> LogStatistics {
    var tally = SearchTally(by: name)
    var reader = RecordReader()
    for view in chunks {
      var rows = Bitmap(count: view.count)
      for row in 0..<view.count where !answered.contains(view.chunk.number, row) {
        rows[row] = true
      }
      tally.add(view, 0..<view.count, rows, snapshot, &reader)
    }
    return tally.statistics(snapshot)
  }
}
