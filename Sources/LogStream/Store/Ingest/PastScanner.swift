/// Splits blocks of the past into lines and scans them, source by source, each before the one before it.
///
/// It shares nothing with what scans new lines: neither waits for the other.
struct PastScanner {
  /// What is known of one source's past.
  private struct Reader {
    /// Reads the lines.
    var parser: LineParser
    /// Lines with which the known part begins and which follow a record further back, or may do so.
    var head: LogBlock?
  }

  private var readers: [Int: Reader] = [:]

  /// A scanner that knows no past yet.
  init() {}

  /// Scans the lines of a block that was begun, in the memory that it has.
  ///
  /// Lines at a block's beginning that have no time of their own belong to a record further back, or
  /// have its time: they wait for the block in which that record stands. So does a first line of a form
  /// whose lines may continue others, with those that continue it.
  mutating func scan(_ scanned: inout ScannedBlock) {
    guard var block = scanned.parts.popLast()?.block else { return }
    let count = LineCursor.count(in: block.bytes.span)
    var reader =
      readers.removeValue(forKey: scanned.source)
      ?? Reader(parser: scanned.parser ?? LineParser(hints: FormatHints()))
    let receivedAt = scanned.receivedAt
    if let head = scanned.head ?? reader.head {
      reader.head = nil
      if head.storage === block.storage, head.offset == block.offset + Int64(block.bytes.count) {
        block.bytes += head.bytes
      } else {
        scanned.parts.append(Self.scan(head, receivedAt, with: &reader.parser))
      }
    }
    let length = Self.headLength(of: block, receivedAt, reader.parser)
    reader.head = block.setAside(length)
    var part = Self.scan(block, receivedAt, with: &reader.parser)
    part.count = count
    scanned.parts.append(part)
    readers[scanned.source] = reader
  }

  private static func scan(
    _ block: LogBlock,
    _ receivedAt: Int64,
    with parser: inout LineParser
  ) -> ScannedBlock.Part {
    parser.startRun()
    var part = BlockScanner.scan(block, receivedAt, with: &parser, isWhole: true)
    // What waits counts when it comes, and not again.
    part.count = 0
    return part
  }

  /// How many bytes stand before the first line from which on each writer's lines belong to records that
  /// begin there for certain; 0 where nothing stands before the block, and where there would be too many of
  /// them.
  static func headLength(
    of block: LogBlock,
    _ receivedAt: Int64,
    _ parser: LineParser
  ) -> Int {
    guard block.offset > 0 else { return 0 }
    var parser = parser
    parser.startRun()
    var parsed = ParsedLine()
    var begins = RecordBegins()
    let bytes = block.bytes.span
    var cursor = LineCursor()
    while !begins.areAll, let line = cursor.next(in: bytes) {
      guard !line.isEmpty else { continue }
      guard line.upperBound <= BlockScanner.lineLimit else {
        return begins.areNone ? 0 : begins.headLength
      }
      parser.parse(bytes.extracting(line), into: &parsed, receivedAt: receivedAt)
      begins.note(parsed, parser, from: line.lowerBound, to: cursor.offset)
    }
    return begins.areNone ? bytes.count : begins.headLength
  }
}
