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
    var source = LogLines(seed: 11)
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
    var low = 0
    var high = texts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if texts[middle].offset <= Int(offset) { low = middle } else { high = middle }
    }
    let first = Int(offset) - texts[low].offset
    let bytes = texts[low].bytes
    guard first < bytes.count else { return [] }
    return Array(bytes[first..<min(bytes.count, first + count)])
  }
}
