import LogModel
import MetricsModel

/// Splits blocks of new lines and scans them, source by source, in the order in which they come.
struct BlockScanner {
  /// Longer lines are cut off here.
  static let lineLimit = 1 << 20
  /// More bytes at the begin of what is read first are not kept waiting for the past.
  private static let headLimit = lineLimit

  /// What is known of one source's lines.
  private struct Reader {
    /// Reads the lines.
    var live: LineParser
    /// Whether a block was looked at.
    var isBegun = false
    /// What the last lines were read from.
    var storage: (any TextStorage)?
    /// When the last block came, in milliseconds.
    var receivedAt: Int64 = 0
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
    if !block.followsLast {
      reader.live.wrapping.openLines.giveUp()
      reader.live.startFile()
    } else if reader.storage !== block.storage || isLate(scanned.receivedAt, block, reader) {
      reader.live.startFile()
    }
    if reader.storage == nil, block.writtenBy != nil {
      // The begin of what is read of a file at first; its past is read next.
      let length = PastScanner.headLength(of: block, scanned.receivedAt, reader.live)
      if length <= Self.headLimit { reader.head = block.setAside(length) }
      waiting = reader.head.map { LineCursor.count(in: $0.bytes.span) } ?? 0
    }
    var part = Self.scan(block, scanned.receivedAt, with: &reader.live)
    if part.count > 0 { reader.storage = block.storage }
    reader.receivedAt = scanned.receivedAt
    part.count += waiting
    scanned.parts = [part]
    scanned.parser = reader.live
    readers[scanned.source] = reader
    return scanned
  }

  /// Whether the lines come long behind those before them.
  private func isLate(_ receivedAt: Int64, _ block: LogBlock, _ reader: Reader) -> Bool {
    block.writtenBy == nil && receivedAt - reader.receivedAt > LineParser.patience
  }

  /// Whether the last piece of a line has not come.
  var hasOpenLines: Bool { readers.values.contains { !$0.live.wrapping.openLines.isEmpty } }

  /// The lines whose last piece has been waited for too long; all of them where nothing more will come.
  mutating func overdue(isOver: Bool, at now: ContinuousClock.Instant) -> [ScannedBlock] {
    var blocks: [ScannedBlock] = []
    for (source, var reader) in readers where !reader.live.wrapping.openLines.isEmpty {
      if isOver {
        reader.live.wrapping.openLines.giveUp()
      } else {
        reader.live.wrapping.openLines.age(at: now)
      }
      if let storage = reader.storage {
        let nothing = LogBlock(source: source, storage: storage, offset: 0, bytes: [])
        var scanned = ScannedBlock(nothing)
        scanned.receivedAt = reader.receivedAt
        scanned.parts = [Self.scan(nothing, reader.receivedAt, with: &reader.live)]
        scanned.parser = reader.live
        if !scanned.parts[0].lines.isEmpty { blocks.append(scanned) }
      }
      readers[source] = reader
    }
    return blocks
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

  /// Scans the lines of a block with a parser that knows the lines before them; where it `isWhole`, no
  /// line goes on behind it.
  static func scan(
    _ block: LogBlock,
    _ receivedAt: Int64,
    with parser: inout LineParser,
    isWhole: Bool = false
  ) -> ScannedBlock.Part {
    var lines: [ScannedLine] = []
    lines.reserveCapacity(block.bytes.count / 200 + 1)
    var truncated = 0
    var count = 0
    var pieces = PieceGathering()
    let bytes = block.bytes.span
    pieces.readGivenUp(&parser, into: &lines)
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
      if pieces.concern(lines[lines.count - 1].parsed) { pieces.take(of: block, &parser, &lines) }
    }
    if isWhole {
      parser.wrapping.openLines.giveUp()
      pieces.readGivenUp(&parser, into: &lines)
    }
    return ScannedBlock.Part(
      block: block,
      lines: lines,
      joined: pieces.joined,
      apart: pieces.apart,
      count: count,
      truncated: truncated + pieces.cut,
      inferred: parser.inferred,
      role: parser.role,
      continuation: parser.continuation,
      writer: parser.writer
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
