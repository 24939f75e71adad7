/// The window of a request and the one before it, in whole seconds.
struct WindowSpan: Hashable, Sendable {
  /// In which of the two a second lies.
  enum Part {
    /// In the window.
    case now
    /// In the window before.
    case before
    /// In neither.
    case outside
  }

  /// The window's first second.
  let start: Int64
  /// The second after the window.
  let end: Int64

  /// The window of `seconds` that ends with the second in which a time of `end` milliseconds lies.
  init(seconds: Double, end: Int64) {
    let length = max(1, min(Int64(31_536_000), Int64(exactly: seconds.rounded(.up)) ?? 900))
    let last = max(-1 << 40, min(1 << 40, end.flooredSeconds))
    self.end = last + 1
    self.start = last + 1 - length
  }

  /// The window's length in seconds.
  var length: Int64 { end - start }

  /// The window and the one before it as milliseconds.
  var bothInMilliseconds: Range<Int64> { (start - length) * 1_000..<end * 1_000 }

  /// The window as milliseconds.
  var milliseconds: Range<Int64> { start * 1_000..<end * 1_000 }

  /// In which window a second lies.
  @inline(__always)
  func part(of second: Int64) -> Part {
    if second >= end || second < start &- length { return .outside }
    return second >= start ? .now : .before
  }

  /// The seconds, as milliseconds, that may lie in another part of `other` than of this span.
  func changes(to other: WindowSpan) -> [Range<Int64>] {
    func between(_ left: Int64, _ right: Int64) -> Range<Int64> {
      min(left, right) * 1_000..<max(left, right) * 1_000
    }
    return [
      between(start - length, other.start - other.length), between(start, other.start),
      between(end, other.end),
    ].filter { !$0.isEmpty }
  }
}
