/// Walks over the lines of a block.
struct LineCursor {
  private var at = 0

  /// Where the next line begins, as far as there is one.
  var offset: Int { at }

  /// The next line without `\n` or `\r\n`; nil at the end.
  @inline(__always)
  mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
    let start = at
    let count = bytes.count
    guard start < count else { return nil }
    var end = ByteScan.endOfLine(bytes, from: start)
    at = end &+ 1
    if end > start, bytes[end &- 1] == 0x0d { end &-= 1 }
    return start..<end
  }

  /// How many lines a block has.
  static func count(in bytes: Span<UInt8>) -> Int {
    var cursor = LineCursor()
    var count = 0
    while cursor.next(in: bytes) != nil { count += 1 }
    return count
  }
}
