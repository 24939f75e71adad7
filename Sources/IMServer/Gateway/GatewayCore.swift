import NIOConcurrencyHelpers
import NIOCore

/// What every connection and every request of one gateway shares.
final class GatewayCore: Sendable {
  let configuration: GatewayConfiguration
  let log: LogWriter
  let registry: Registry
  let rooms = Rooms()
  let store: MessageStore
  let requests = RequestCounter(Endpoint.all.flatMap(\.keys))
  let messages = MessageCounter()
  let faults = FaultSwitch()
  let started: WallTime
  private let traces: NIOLockedValueBox<SeededGenerator>

  init(_ configuration: GatewayConfiguration, log: LogWriter) {
    self.configuration = configuration
    self.log = log
    registry = Registry(log: log, clock: configuration.clock, faults: faults)
    store = MessageStore(
      seed: configuration.seed,
      failureShare: configuration.storeFailureShare,
      faults: faults
    )
    started = configuration.clock()
    // Two runs with one seed must not share trace ids: their logs may stand side by side.
    let salt = UInt64(bitPattern: started.milliseconds) &* 0x9E37_79B9_7F4A_7C15
    traces = NIOLockedValueBox(SeededGenerator(seed: configuration.seed ^ salt))
  }

  /// The trace of a request.
  func trace(continuing traceparent: String?) -> TraceContext {
    traces.withLockedValue { TraceContext(continuing: traceparent, using: &$0) }
  }

  /// A number from 0 up to, but not including, 1, for what happens to some requests only.
  func draw() -> Double { traces.withLockedValue { $0.uniform() } }

  /// A log line of this moment.
  func line(_ level: LogSeverity, _ message: String, event: String? = nil) -> LogLine {
    LogLine(time: configuration.clock(), level: level, message: message, event: event)
  }
}
