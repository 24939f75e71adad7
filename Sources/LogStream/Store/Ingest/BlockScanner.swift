import LogModel
import MetricsModel

/// Splits blocks of new lines and scans them, source by source, in the order in which they come.
struct BlockScanner {
  /// Longer lines are cut off here.
  static let lineLimit = 1 << 20
  /// More bytes at the begin of what is read first are not kept waiting for the past.
  private static let headLimit = 64 << 10

  /// What is known of one source's lines.
  private struct Reader {
    /// Reads the lines.
    var live: LineParser
    /// Whether a block was looked at.
    var isBegun = false
    /// What the last lines were read from.
    var storage: (any TextStorage)?
    /// Lines with which the known part begins and which follow a record of the past, or may do so.
    var head: LogBlock?
  }

  private var readers: [Int: Reader] = [:]

  /// A scanner that knows no source yet.
  init() {}

  /// Begins anew with a source.
  mutating func announce(_ source: Int, hints: FormatHints) {
    readers[source] = Reader(live: LineParser(hints: hints))
  }

  /// Scans the lines of a block, which follow everything before them; `receivedAt` is the host's clock in
  /// milliseconds.
  mutating func scan(_ block: LogBlock, receivedAt: Int64) -> ScannedBlock {
    var block = block
    var (scanned, reader) = begun(with: block, receivedAt)
    var waiting = 0
    if reader.storage !== block.storage || !block.followsLast { reader.live.startRun() }
    if reader.storage == nil, block.writtenBy != nil {
      // The begin of what is read of a file at first; its past is read next.
      let length = PastScanner.headLength(of: block, scanned.receivedAt, reader.live)
      if length <= Self.headLimit { reader.head = block.setAside(length) }
      waiting = reader.head.map { LineCursor.count(in: $0.bytes.span) } ?? 0
    }
    var part = Self.scan(block, scanned.receivedAt, with: &reader.live)
    if !part.lines.isEmpty { reader.storage = block.storage }
    part.count += waiting
    scanned.parts = [part]
    scanned.parser = reader.live
    readers[scanned.source] = reader
    return scanned
  }

  /// A block of the past, with what the source's lines have taught so far, and with those that wait for it.
  mutating func begin(_ block: LogBlock, receivedAt: Int64) -> ScannedBlock {
    var (begun, reader) = begun(with: block, receivedAt)
    begun.parser = reader.live
    begun.head = reader.head
    reader.head = nil
    readers[block.source] = reader
    return begun
  }

  /// The block before its lines are scanned, and what is known of its source, taken out of `readers`.
  private mutating func begun(
    with block: LogBlock,
    _ receivedAt: Int64
  ) -> (ScannedBlock, Reader) {
    var scanned = ScannedBlock(block)
    scanned.receivedAt = min(receivedAt, block.writtenBy?.milliseconds ?? receivedAt)
    var reader =
      readers.removeValue(forKey: block.source) ?? Reader(live: LineParser(hints: FormatHints()))
    if !reader.isBegun {
      reader.isBegun = true
      reader.live.learnHabits(from: block.bytes.span, receivedAt: scanned.receivedAt)
    }
    return (scanned, reader)
  }

  /// Scans the lines of a block with a parser that knows the lines before them.
  static func scan(
    _ block: LogBlock,
    _ receivedAt: Int64,
    with parser: inout LineParser
  ) -> ScannedBlock.Part {
    var lines: [ScannedLine] = []
    lines.reserveCapacity(block.bytes.count / 200 + 1)
    var truncated = 0
    var count = 0
    var joined: [Int: [UInt8]] = [:]
    let bytes = block.bytes.span
    var cursor = LineCursor()
    while let line = cursor.next(in: bytes) {
      count &+= 1
      guard !line.isEmpty else { continue }
      let isCut = line.count > Self.lineLimit
      if isCut { truncated += 1 }
      let range = isCut ? line.lowerBound..<line.lowerBound + Self.lineLimit : line
      // What follows the line lets it be read in longer steps.
      let surroundings = line.lowerBound..<min(bytes.count, range.upperBound &+ 64)
      lines.append(ScannedLine(range: range, end: line.upperBound, parsed: ParsedLine()))
      parser.parse(
        bytes.extracting(surroundings),
        count: range.count,
        into: &lines[lines.count - 1].parsed,
        receivedAt: receivedAt
      )
      if lines[lines.count - 1].parsed.isJoined { joined[lines.count - 1] = parser.wrapping.joined }
    }
    return ScannedBlock.Part(
      block: block,
      lines: lines,
      joined: joined,
      count: count,
      truncated: truncated,
      inferred: parser.inferred,
      role: parser.role,
      continuation: parser.continuation
    )
  }
}

extension LogBlock {
  /// Takes out the first bytes, which wait for what stands before them; nil where there are none.
  mutating func setAside(_ length: Int) -> LogBlock? {
    guard length > 0 else { return nil }
    var head = self
    head.bytes = Array(bytes[..<length])
    offset += Int64(length)
    bytes.removeFirst(length)
    return head
  }
}
