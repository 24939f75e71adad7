/// How long to wait before the next attempt: twice as long each time, up to a limit, never in step
/// with others that wait as well.
struct Backoff: Equatable, Sendable {
  /// The first wait, before chance shortens it.
  let first: Duration
  /// The longest wait.
  let limit: Duration
  private var next: Duration

  /// Waits from `first` to `limit`.
  init(first: Duration = .milliseconds(500), limit: Duration = .seconds(30)) {
    self.first = first
    self.limit = limit
    next = first
  }

  /// The wait before the next attempt, between half of what is due and all of it; `chance` is 0...1.
  mutating func wait(chance: Double) -> Duration {
    let due = next
    next = min(limit, next * 2)
    return due * (0.5 + min(max(chance, 0), 1) / 2)
  }

  /// Begins anew: an attempt has succeeded.
  mutating func reset() { next = first }
}
