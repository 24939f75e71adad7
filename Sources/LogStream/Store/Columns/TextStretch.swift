/// Bytes that stand side by side somewhere: the text of a record, or a part of it.
struct TextStretch: Sendable {
  /// What they are read from.
  var storage: any TextStorage
  /// The first one.
  var offset: Int64
  /// How many there are.
  var length: Int

  /// Where they end.
  var end: Int64 { offset &+ Int64(length) }

  /// Whether `next` begins with the line behind this stretch.
  func isFollowed(by next: TextStretch) -> Bool {
    // A newline stands between, perhaps behind a carriage return.
    next.storage === storage && (end + 1...end + 2).contains(next.offset)
  }
}

extension [TextStretch] {
  /// Adds lines, to the last stretch where they stand right behind it, or behind nothing but empty lines
  /// where that `isKnown`.
  mutating func add(_ next: TextStretch, isKnown: Bool = false) {
    guard let last,
      last.isFollowed(by: next)
        || isKnown && next.storage === last.storage && next.offset >= last.end
    else { return append(next) }
    self[count - 1].length = Int(next.end - last.offset)
  }
}
