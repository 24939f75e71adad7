/// Lines a second over the last ten seconds, or over the time since the first look where that is less.
struct LineRate: Equatable, Sendable {
  private static let span: Int64 = 10

  private var counts = [Int](repeating: 0, count: Int(span) + 1)
  private var newest: Int64 = .min
  private var begin: Duration?

  /// Counts `lines` that came at `now`.
  mutating func add(_ lines: Int, now: Duration) {
    advance(to: now)
    counts[slot(newest)] += lines
  }

  /// The rate at `now`.
  mutating func rate(now: Duration) -> Double {
    advance(to: now)
    guard let begin else { return 0 }
    let whole = counts.reduce(0, +)
    let inSecond = (now - .seconds(newest)) / .seconds(1)
    let oldest = counts[slot(newest + 1)]
    let inSpan = Double(whole) - Double(oldest) * inSecond
    return inSpan / min(Double(Self.span), max(1, (now - begin) / .seconds(1)))
  }

  private mutating func advance(to now: Duration) {
    let second = max(now.components.seconds, newest)
    if begin == nil {
      begin = now
      newest = second
    }
    for missed in 1...(Self.span + 1) where newest + missed <= second {
      counts[slot(newest + missed)] = 0
    }
    newest = second
  }

  private func slot(_ second: Int64) -> Int {
    let length = Self.span + 1
    return Int(((second % length) + length) % length)
  }
}
