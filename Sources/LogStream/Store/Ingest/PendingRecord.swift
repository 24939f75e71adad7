import LogModel

/// The last record that a source gave, kept out of the columns for a moment: its event may go on in lines
/// that have not been read yet.
///
/// What readers have seen of a record cannot change but for the end of its text.
struct PendingRecord {
  /// A record whose lines have more bytes is not held.
  static let limit: Int64 = 64 << 10

  /// What its first line says.
  let parsed: ParsedLine
  /// The first line.
  let line: [UInt8]
  /// What the text stands in.
  let storage: any TextStorage
  /// Where the text begins.
  let start: Int64
  /// The record's time.
  let time: Int64
  /// How many bytes the text has; nil where it has one line.
  private(set) var length: Int64?
  /// How many lines it has.
  private(set) var lines = 1
  /// The first line that tells what happened, where that is another.
  private(set) var told: (parsed: ParsedLine, line: [UInt8])?
  /// Whether it was there already when somebody last wanted to see it.
  var isAged = false

  /// A record whose first line stands in `block`.
  init(_ line: ScannedLine, of block: LogBlock, time: Int64) {
    parsed = line.parsed
    self.line = Array(block.bytes[line.range])
    storage = block.storage
    start = block.offset + Int64(line.range.lowerBound)
    self.time = time
  }

  /// Adds a line that continues the record; false where it is too much or stands elsewhere.
  ///
  /// `joined` is the whole line where it ends one in pieces.
  mutating func extend(by line: ScannedLine, of block: LogBlock, joined: [UInt8]?) -> Bool {
    let length = block.offset + Int64(line.end) - start
    guard block.storage === storage, length > Int64(self.line.count), length <= Self.limit else {
      return false
    }
    self.length = length
    lines += 1
    if let joined {
      told = (line.parsed, joined)
    } else if told == nil,
      !line.parsed.reason.isEmpty || line.parsed.event != .none && parsed.event == .none
    {
      told = (line.parsed, Array(block.bytes[line.range]))
    }
    return true
  }
}
