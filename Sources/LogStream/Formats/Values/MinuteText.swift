/// The last time's text up to its seconds: the next time mostly begins with the same bytes.
struct MinuteText: Sendable {
  /// How many bytes are remembered, 0 for none.
  private(set) var count = 0
  /// Seconds from the epoch to the minute's begin, as if its zone were UTC.
  private(set) var seconds: Int64 = 0

  private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

  /// Remembers the minute of a time whose text up to its seconds fills `range`.
  mutating func remember(_ time: CivilTime, _ line: Span<UInt8>, _ range: Range<Int>) {
    guard (16...24).contains(range.count) else { return }
    count = range.count
    seconds = time.secondsSinceEpoch - Int64(time.second)
    words = Self.words(line, at: range.lowerBound, count)
  }

  /// Whether the text stands at `start`, with room for two digits behind it.
  @inline(__always)
  func stands(_ line: Span<UInt8>, at start: Int, to end: Int) -> Bool {
    count > 0 && start &+ count &+ 2 <= end && Self.words(line, at: start, count) == words
  }

  @inline(__always)
  private static func words(
    _ line: Span<UInt8>,
    at start: Int,
    _ count: Int
  )
    -> (UInt64, UInt64, UInt64)
  {
    (
      ByteScan.load(line, at: start), ByteScan.load(line, at: start &+ 8),
      ByteScan.load(line, at: start &+ count &- 8)
    )
  }
}
