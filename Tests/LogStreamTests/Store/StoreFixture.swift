import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// A store with sources in memory.
final class StoreFixture: Sendable {
  let store: LogStore
  let texts: [MemoryText]

  init(
    sources: [String] = ["im.log"],
    byteLimit: Int = 64 << 20,
    rowLimit: Int = 1_000,
    hints: [Int: FormatHints] = [:],
    pathRules: [PathRule] = []
  ) {
    store = LogStore(
      byteLimit: byteLimit,
      mask: SecretMask(),
      pathRules: pathRules,
      rowLimit: rowLimit
    )
    texts = sources.map { _ in MemoryText() }
    for (number, name) in sources.enumerated() {
      store.announce(
        source: number,
        name: name,
        hints: hints[number] ?? FormatHints(latencyUnit: .milliseconds)
      )
    }
  }

  /// Appends live lines of which all are shown.
  func append(_ text: String, source: Int = 0, followsLast: Bool = true) {
    read(text, source: source, followsLast: followsLast)
    store.settle(isOver: true)
  }

  /// Appends live lines as a thread does that reads them one after the other.
  func read(_ text: String, source: Int = 0, followsLast: Bool = true, after seconds: Double = 0) {
    let offset = texts[source].append(text)
    var block = LogBlock(
      source: source,
      storage: texts[source],
      offset: offset,
      bytes: Array(text.utf8)
    )
    block.followsLast = followsLast
    store.append(store.scan(block, receivedAt: Timestamp(seconds: 1_800_000_000 + seconds)))
  }

  /// Reads a text as a follower does at its start: the tail as live lines, the rest backwards in
  /// blocks of whole lines.
  func load(
    _ text: String,
    source: Int = 0,
    blockSize: Int,
    live: Int,
    writtenBy: Timestamp? = nil
  ) {
    _ = texts[source].append(text)
    let bytes = Array(text.utf8)
    var blocks: [Range<Int>] = []
    var end = bytes.count
    var size = live
    while end > 0 {
      var start = max(0, end - size)
      while start > 0, bytes[start - 1] != 0x0a { start -= 1 }
      blocks.append(start..<end)
      end = start
      size = blockSize
    }
    for (index, range) in blocks.enumerated() {
      store.append(
        LogBlock(
          source: source,
          storage: texts[source],
          offset: Int64(range.lowerBound),
          bytes: Array(bytes[range]),
          order: index == 0 ? .live : .history,
          writtenBy: writtenBy
        ),
        receivedAt: Timestamp(seconds: 1_800_000_000)
      )
    }
  }

  /// All records of a snapshot in the order of the store.
  func records() -> [LogRecord] {
    let snapshot = store.snapshot()
    let analysis = LogAnalysis()
    return snapshot.chunks.flatMap { view in
      (0..<view.count).compactMap { row in
        analysis.record(LogRecordID(chunk: view.chunk.number, row: UInt32(row)), in: snapshot)
      }
    }
  }
}

/// Expects two lists to be equal and shows where they first differ.
func expectEqual(
  _ found: [String],
  _ expected: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let index = zip(found, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
  #expect(index.map { found[$0] } == index.map { expected[$0] }, sourceLocation: sourceLocation)
  #expect(found.count == expected.count, sourceLocation: sourceLocation)
}
