import NIOConcurrencyHelpers
import NIOCore

/// The backend that messages are kept in, as far as the gateway feels it: calls take a while, and
/// once in a few thousand one fails.
///
/// Durations are log-normal (median 6 ms, 95 % below 20 ms), drawn from a seed.
final class MessageStore: Sendable {
  /// The store did not answer in time.
  struct Timeout: Error {}

  private let failureShare: Double
  private let faults: FaultSwitch
  private let generator: NIOLockedValueBox<SeededGenerator>

  /// A store.
  ///
  /// - Parameters:
  ///   - seed: What its durations and failures are drawn from.
  ///   - failureShare: Which share of the calls fails.
  ///   - faults: Whether it is slow at the moment.
  init(seed: UInt64, failureShare: Double, faults: FaultSwitch) {
    self.failureShare = failureShare
    self.faults = faults
    generator = NIOLockedValueBox(SeededGenerator(seed: seed))
  }

  /// One call: succeeds or fails after the time that it takes.
  func call(on loop: any EventLoop) -> EventLoopFuture<Void> {
    let isSlow = faults.isOn(.slowStore)
    let (milliseconds, fails) = generator.withLockedValue { generator in
      isSlow
        ? (generator.logNormal(median: 1800, sigma: 0.5), false)
        : (generator.logNormal(median: 6, sigma: 0.7), generator.uniform() < failureShare)
    }
    let duration = TimeAmount.microseconds(Int64(min(milliseconds, isSlow ? 8000 : 1000) * 1000))
    let promise = loop.makePromise(of: Void.self)
    loop.scheduleTask(in: fails ? .milliseconds(400) : duration) {
      if fails { promise.fail(Timeout()) } else { promise.succeed() }
    }
    return promise.futureResult
  }
}
