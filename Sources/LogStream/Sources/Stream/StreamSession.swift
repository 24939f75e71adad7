import LogModel
import Synchronization

/// Keeps a stream going that can break at any time: attempts, waits, attempts again; or reads it once.
final class StreamSession: Sendable {
  /// One attempt: gives its bytes to the feed, calls `opened` once lines can come and returns why it
  /// ended.
  typealias Attempt =
    @Sendable (_ feed: StreamFeed, _ opened: @Sendable () -> Void) async
    -> LogSourceError

  /// A stream that ends sooner than this after its opening, as a command that fails does, is begun again
  /// after growing waits as if it had not opened.
  private static let steadiness = Duration.seconds(5)

  private let feed: StreamFeed
  private let repeats: Bool
  private let attempt: Attempt
  private let chance: @Sendable () -> Double
  private let sleep: @Sendable (Duration) async throws -> Void
  private let now: @Sendable () -> ContinuousClock.Instant
  private let task = Mutex<Task<Void, Never>?>(nil)
  private let openings = Mutex(Openings())

  private struct Openings {
    var total = 0
    var isOpen = false
  }

  /// A session that has not begun; `chance` is 0...1, `sleep` waits for so long.
  ///
  /// Without `repeats` the end of the first attempt is that of the stream.
  init(
    feed: StreamFeed,
    repeats: Bool = true,
    chance: @escaping @Sendable () -> Double = { .random(in: 0...1) },
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    attempt: @escaping Attempt
  ) {
    self.feed = feed
    self.repeats = repeats
    self.attempt = attempt
    self.chance = chance
    self.sleep = sleep
    self.now = now
  }

  /// Begins with the first attempt.
  func start() {
    task.withLock { task in
      guard task == nil else { return }
      task = Task { await self.run() }
    }
  }

  /// Ends the session and the attempt that is under way.
  func stop() { task.withLock { $0?.cancel() } }

  private func run() async {
    var backoff = Backoff()
    while !Task.isCancelled {
      openings.withLock { $0.isOpen = false }
      let begin = now()
      let reason = await attempt(feed) { self.open() }
      if Task.isCancelled { break }
      guard repeats else { return feed.finish(failure: Self.failure(reason)) }
      if openings.withLock({ $0.isOpen }), now() - begin >= Self.steadiness { backoff.reset() }
      feed.report(.down(reason: reason.message))
      do { try await sleep(backoff.wait(chance: chance())) } catch { break }
    }
    feed.finish()
  }

  /// What went wrong with a stream that is read once; nil where it was read to its end.
  private static func failure(_ reason: LogSourceError) -> LogSourceError? {
    switch reason {
    case .streamOver: nil
    case .streamEnded(_, let reason): .streamFailed(reason: reason)
    default: reason
    }
  }

  private func open() {
    let isAgain = openings.withLock { openings in
      defer {
        openings.isOpen = true
        openings.total += 1
      }
      return openings.total > 0 && !openings.isOpen
    }
    if isAgain { feed.tellInterruption() }
    feed.report(.following)
  }
}
