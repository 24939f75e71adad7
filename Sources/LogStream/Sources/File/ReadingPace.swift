/// How far the reading of a file that grows is behind its writer, by the time that it would take.
struct ReadingPace: Equatable {
  /// Reading is too far behind when what is unread would take longer than this, in seconds.
  private static let patience = 2.0
  /// How long reading is watched before its speed is known.
  private static let interval = Duration.milliseconds(500)
  /// Less than this is soon read, whatever was measured, in bytes.
  private static let least: Int64 = 8 << 20

  private var since: Duration?
  private var start: Int64 = 0
  /// Bytes a second.
  private var speed: Double?

  /// Notes that reading has come to `offset` at `now`, with `lag` bytes before it; whether it is too far
  /// behind.
  mutating func isBehind(at offset: Int64, lag: Int64, now: Duration) -> Bool {
    guard let since, offset >= start else {
      (since, start, speed) = (now, offset, nil)
      return false
    }
    if now - since >= Self.interval {
      speed = Double(offset - start) / ((now - since) / .seconds(1))
      (self.since, start) = (now, offset)
    }
    guard let speed, lag >= Self.least else { return false }
    return Double(lag) > speed * Self.patience
  }

  /// Notes that there is nothing to be read.
  mutating func rest() { self = ReadingPace() }
}
