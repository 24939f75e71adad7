import Logging
import NIOConcurrencyHelpers
import NIOCore

/// The backend that messages are kept in, as far as the gateway feels it: calls take a while, and
/// once in a few thousand one fails.
///
/// Durations are log-normal (median 6 ms, 95 % below 20 ms), drawn from a seed. Each call is a span of
/// its own in the trace of the request that it serves, with a line of its own.
final class MessageStore: Sendable {
  /// What is asked of the store.
  enum Call: String, CaseIterable, Sendable {
    /// To keep a message.
    case save
    /// To hand out the newest messages of a room.
    case history
  }

  /// The store did not answer in time.
  struct Timeout: Error {}

  private static let patience = TimeAmount.milliseconds(400)

  private let failureShare: Double
  private let faults: FaultSwitch
  private let traces: TraceSource
  private let log: Logger
  private let generator: NIOLockedValueBox<SeededGenerator>
  private let histograms = NIOLockedValueBox(
    Dictionary(uniqueKeysWithValues: Call.allCases.map { ($0.rawValue, LatencyHistogram()) })
  )

  /// A store.
  ///
  /// - Parameters:
  ///   - seed: What its durations and failures are drawn from.
  ///   - failureShare: Which share of the calls fails.
  ///   - traces: Where its spans come from.
  ///   - faults: Whether it is slow at the moment.
  ///   - log: Where its lines go.
  init(
    seed: UInt64,
    failureShare: Double,
    traces: TraceSource,
    faults: FaultSwitch,
    log: Logger
  ) {
    self.failureShare = failureShare
    self.traces = traces
    self.faults = faults
    self.log = log
    generator = NIOLockedValueBox(SeededGenerator(seed: seed))
  }

  /// How long the calls took, by call.
  var durations: [String: LatencyHistogram] { histograms.withLockedValue { $0 } }

  /// One call: succeeds or fails after the time that it takes.
  func perform(
    _ call: Call,
    in trace: TraceContext,
    on loop: any EventLoop
  ) -> EventLoopFuture<Void> {
    let isSlow = faults.isOn(.slowStore)
    let (milliseconds, fails) = generator.withLockedValue { generator in
      isSlow
        ? (generator.logNormal(median: 1800, sigma: 0.5), false)
        : (generator.logNormal(median: 6, sigma: 0.7), generator.uniform() < failureShare)
    }
    let duration = TimeAmount.microseconds(Int64(min(milliseconds, isSlow ? 8000 : 1000) * 1000))
    let span = traces.child(of: trace)
    let began = NIODeadline.now()
    return loop.scheduleTask(in: fails ? Self.patience : duration) { [self] in
      let took = NIODeadline.now() - began
      histograms.withLockedValue {
        $0[call.rawValue, default: LatencyHistogram()].observe(Double(took.nanoseconds) / 1e9)
      }
      log.write(line(call, span, took, fails: fails))
      if fails { throw Timeout() }
    }.futureResult
  }

  private func line(
    _ call: Call,
    _ span: TraceContext,
    _ took: TimeAmount,
    fails: Bool
  ) -> LogLine {
    var line =
      fails
      ? LogLine(.error, "message store: call failed", event: "store_failed")
      : LogLine(.info, "message store: \(call.rawValue)", event: "store_call")
    line.trace = span
    line.call = call.rawValue
    line.callMilliseconds = Double(took.nanoseconds / 1000) / 1000
    if fails { line.error = "timeout after 400ms" }
    return line
  }
}
