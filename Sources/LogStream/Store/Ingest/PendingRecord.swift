import LogModel

/// The last record that a source gave, kept out of the columns for a moment: its event may go on in lines
/// that have not been read yet.
///
/// What readers have seen of a record cannot change but for the end of its text.
struct PendingRecord {
  /// A record whose lines have more bytes is not held.
  static let limit = 64 << 10

  /// What its first line says.
  let parsed: ParsedLine
  /// The first line.
  let line: [UInt8]
  /// Whether lines were put together of pieces.
  private(set) var hasPieces: Bool
  /// The record's time.
  let time: Int64
  /// Where the text stands.
  private(set) var stretches: [TextStretch]
  /// How many lines it has.
  private(set) var lines = 1
  /// The first line that tells what happened, where that is another.
  private(set) var told: (parsed: ParsedLine, line: [UInt8])?
  /// Whether it was there already when somebody last wanted to see it.
  var isAged = false

  /// A record whose first line stands in `block`, or is `joined`.
  init(_ line: ScannedLine, of block: LogBlock, joined: JoinedLine?, time: Int64) {
    parsed = line.parsed
    hasPieces = joined != nil
    self.line = joined?.bytes ?? Array(block.bytes[line.range])
    stretches = joined?.stretches ?? [line.stretch(of: block)]
    self.time = time
  }

  /// Adds a line that continues the record; false where it is too much.
  ///
  /// `joined` is the whole line where it ends one in pieces.
  /// A line stands apart when others than empty ones may stand between it and those before it.
  mutating func extend(
    by line: ScannedLine,
    of block: LogBlock,
    joined: JoinedLine?,
    isApart: Bool
  ) -> Bool {
    let added = joined?.stretches ?? [line.stretch(of: block)]
    let length = (stretches + added).reduce(0) { $0 + $1.length }
    guard length <= Self.limit else { return false }
    for stretch in added { stretches.add(stretch, isKnown: !isApart && joined == nil) }
    hasPieces = hasPieces || joined != nil
    lines += 1
    if told == nil,
      !line.parsed.reason.isEmpty || line.parsed.event != .none && parsed.event == .none
    {
      told = (line.parsed, joined?.bytes ?? Array(block.bytes[line.range]))
    }
    return true
  }
}
