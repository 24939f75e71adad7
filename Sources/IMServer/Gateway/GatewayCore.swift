import NIOConcurrencyHelpers
import NIOCore

/// What every connection and every request of one gateway shares.
final class GatewayCore: Sendable {
  let configuration: GatewayConfiguration
  let log: LogWriter
  let registry: Registry
  let deadlines: DeadlineKeepers
  let rooms = Rooms()
  let store: MessageStore
  let gate: Gate
  let requests = RequestCounter(Endpoint.all.flatMap(\.keys))
  let messages = MessageCounter()
  let faults = FaultSwitch()
  let started: WallTime
  private let traces: NIOLockedValueBox<SeededGenerator>

  /// The core of a gateway whose connections live on these loops.
  init(
    _ configuration: GatewayConfiguration,
    log: LogWriter,
    loops: some Sequence<any EventLoop>
  ) {
    self.configuration = configuration
    self.log = log
    deadlines = DeadlineKeepers(loops)
    gate = Gate(configuration)
    registry = Registry(policy: configuration.life, log: log, clock: configuration.clock)
    store = MessageStore(
      seed: configuration.seed,
      failureShare: configuration.storeFailureShare
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

  /// A log line of this moment.
  func line(_ level: LogSeverity, _ message: String, event: String? = nil) -> LogLine {
    LogLine(time: configuration.clock(), level: level, message: message, event: event)
  }
}
