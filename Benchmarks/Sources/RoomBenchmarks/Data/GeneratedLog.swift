import LogStream
import MetricsModel

/// A generated log in memory, cut into blocks of whole lines as a reader hands them over.
final class GeneratedLog: TextStorage {
  /// About how many bytes a block has, as the reader of files takes them.
  private static let blockSize = 256 << 10

  /// How many lines there are.
  let lines: Int
  /// How many bytes there are.
  let byteCount: Int
  private let texts: [(offset: Int, bytes: [UInt8])]

  /// A log of `lines` lines; the same for every run.
  init(lines: Int) {
    var source = LogLines()
    var texts: [(offset: Int, bytes: [UInt8])] = []
    var offset = 0
    var bytes: [UInt8] = []
    for line in 1...lines {
      source.appendLine(to: &bytes)
      guard bytes.count >= Self.blockSize || line == lines else { continue }
      texts.append((offset, bytes))
      offset += bytes.count
      bytes.removeAll(keepingCapacity: true)
    }
    self.lines = lines
    self.byteCount = offset
    self.texts = texts
  }

  /// The blocks in their order.
  var blocks: [LogBlock] {
    texts.map { LogBlock(source: 0, storage: self, offset: Int64($0.offset), bytes: $0.bytes) }
  }

  /// A store that holds the whole log.
  func stored(byteLimit: Int = 1 << 30) -> LogStore {
    let store = LogStore(byteLimit: byteLimit)
    store.announce(source: 0, name: "im.log")
    for block in blocks { store.append(block, receivedAt: Self.receivedAt) }
    return store
  }

  /// A moment after the log's last line.
  static let receivedAt = Timestamp(seconds: Double(LogLines.start + 30 * 86_400))

  func read(offset: Int64, count: Int) -> [UInt8] {
    let end = min(Int(offset) + count, byteCount)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var index = texts.partitioned { $0.offset <= Int(offset) } - 1
    while index < texts.count, texts[index].offset < end {
      let text = texts[index]
      let first = max(0, Int(offset) - text.offset)
      bytes += text.bytes[first..<min(text.bytes.count, end - text.offset)]
      index += 1
    }
    return bytes
  }
}

extension Array {
  /// How many elements at the beginning satisfy a predicate that no element behind them satisfies.
  fileprivate func partitioned(by belongsInFirst: (Element) -> Bool) -> Int {
    var range = startIndex..<endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        belongsInFirst(self[middle])
        ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}
