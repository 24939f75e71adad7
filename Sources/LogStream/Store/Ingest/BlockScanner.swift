import LogModel
import MetricsModel

/// Splits blocks into lines and scans them, source by source, in the order in which they come.
struct BlockScanner {
  /// Longer lines are cut off here.
  static let lineLimit = 1 << 20
  /// More bytes at the begin of what is read first are not kept waiting for the past.
  private static let headLimit = 64 << 10

  /// What is known of one source's lines.
  private struct Reader {
    /// Reads the lines that come now.
    var live: LineParser
    /// Reads the lines of the past, which do not follow those that come now.
    var history: LineParser?
    /// Whether a block was looked at.
    var isBegun = false
    /// What the last live lines were read from.
    var storage: (any TextStorage)?
    /// Lines with which the known part begins and which follow a record further back, or may do so.
    var head: LogBlock?
  }

  private var readers: [Int: Reader] = [:]

  /// A scanner that knows no source yet.
  init() {}

  /// Begins anew with a source.
  mutating func announce(_ source: Int, hints: FormatHints) {
    readers[source] = Reader(live: LineParser(hints: hints))
  }

  /// Scans the lines of a block; `receivedAt` is the host's clock in milliseconds.
  mutating func scan(_ block: LogBlock, receivedAt: Int64) -> ScannedBlock {
    let receivedAt = min(receivedAt, block.writtenBy?.milliseconds ?? receivedAt)
    var scanned = ScannedBlock(block, parts: [])
    var reader =
      readers.removeValue(forKey: block.source) ?? Reader(live: LineParser(hints: FormatHints()))
    if !reader.isBegun {
      reader.isBegun = true
      reader.live.learnHabits(from: block.bytes.span, receivedAt: receivedAt)
    }
    switch block.order {
    case .live: scanned.parts = [scanLive(block, receivedAt, &reader)]
    case .history: scanned.parts = scanHistory(block, receivedAt, &reader)
    }
    // What waits counts when it comes, and not again.
    let lines = LineCursor.count(in: block.bytes.span)
    for index in scanned.parts.indices {
      scanned.parts[index].count = index == scanned.parts.count - 1 ? lines : 0
    }
    scanned.receivedAt = receivedAt
    scanned.parser = reader.live
    readers[scanned.source] = reader
    return scanned
  }

  /// Scans lines that follow everything before them.
  private mutating func scanLive(
    _ block: LogBlock,
    _ receivedAt: Int64,
    _ reader: inout Reader
  ) -> ScannedBlock.Part {
    if reader.storage !== block.storage { reader.live.startRun() }
    var block = block
    if reader.storage == nil, block.writtenBy != nil {
      // The begin of what is read of a file at first; its past is read next.
      let length = Self.headLength(of: block, receivedAt, reader.live)
      if length <= Self.headLimit { setAside(length, of: &block, &reader) }
    }
    let part = scan(block, receivedAt, with: &reader.live)
    if !part.lines.isEmpty { reader.storage = block.storage }
    return part
  }

  /// Scans lines that precede everything that the source gave before.
  ///
  /// Lines at a block's beginning that have no time of their own belong to a record further back, or
  /// have its time: they wait for the block in which that record stands. So does a first line of a form
  /// whose lines may continue others, with those that continue it.
  private mutating func scanHistory(
    _ block: LogBlock,
    _ receivedAt: Int64,
    _ reader: inout Reader
  ) -> [ScannedBlock.Part] {
    var block = block
    var parts: [ScannedBlock.Part] = []
    if let head = reader.head {
      reader.head = nil
      if head.storage === block.storage, head.offset == block.offset + Int64(block.bytes.count) {
        block.bytes += head.bytes
      } else {
        parts.append(scanPast(head, receivedAt, &reader))
      }
    }
    let length = Self.headLength(of: block, receivedAt, reader.history ?? reader.live)
    setAside(length, of: &block, &reader)
    parts.append(scanPast(block, receivedAt, &reader))
    return parts
  }

  /// Lets the first bytes of a block wait for the block before it.
  private func setAside(_ length: Int, of block: inout LogBlock, _ reader: inout Reader) {
    guard length > 0 else { return }
    var head = block
    head.bytes = Array(block.bytes[..<length])
    reader.head = head
    block.offset += Int64(length)
    block.bytes.removeFirst(length)
  }

  private mutating func scanPast(
    _ block: LogBlock,
    _ receivedAt: Int64,
    _ reader: inout Reader
  ) -> ScannedBlock.Part {
    var parser = reader.history ?? reader.live
    reader.history = nil
    parser.startRun()
    let part = scan(block, receivedAt, with: &parser)
    reader.history = parser
    return part
  }

  private mutating func scan(
    _ block: LogBlock,
    _ receivedAt: Int64,
    with parser: inout LineParser
  ) -> ScannedBlock.Part {
    var lines: [ScannedLine] = []
    lines.reserveCapacity(block.bytes.count / 200 + 1)
    var truncated = 0
    let bytes = block.bytes.span
    var cursor = LineCursor()
    while let line = cursor.next(in: bytes) {
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
    }
    return ScannedBlock.Part(
      block: block,
      lines: lines,
      truncated: truncated,
      inferred: parser.inferred,
      role: parser.role,
      continuation: parser.continuation
    )
  }

  /// How many bytes stand before the first line that begins a record for certain; 0 where nothing stands
  /// before the block, and where there would be too many of them.
  private static func headLength(
    of block: LogBlock,
    _ receivedAt: Int64,
    _ parser: LineParser
  ) -> Int {
    guard block.offset > 0 else { return 0 }
    var parser = parser
    parser.startRun()
    var parsed = ParsedLine()
    var isFirst = true
    let bytes = block.bytes.span
    var cursor = LineCursor()
    while let line = cursor.next(in: bytes) {
      guard !line.isEmpty else { continue }
      guard line.upperBound <= lineLimit else { return 0 }
      parser.parse(bytes.extracting(line), into: &parsed, receivedAt: receivedAt)
      let isBegin = parsed.time != nil && !parsed.isContinuation
      if isBegin, !isFirst || !parser.mayFollowUnseen { return line.lowerBound }
      isFirst = false
    }
    return bytes.count
  }
}
