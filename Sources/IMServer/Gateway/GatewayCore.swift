import Logging
import NIOConcurrencyHelpers
import NIOCore

/// What every connection and every request of one gateway shares.
final class GatewayCore: Sendable {
  let configuration: GatewayConfiguration
  let logWriter: LogWriter
  let log: Logger
  let registry: Registry
  let deadlines: DeadlineKeepers
  let rooms = Rooms()
  let store: MessageStore
  let gate: Gate
  let requests = RequestCounter(Endpoint.all.flatMap(\.keys))
  let messages = MessageCounter()
  let refusedClients = NIOLockedValueBox(0)
  let faults: FaultSwitch
  let started: WallTime
  private let traces: TraceSource

  /// The core of a gateway whose connections live on these loops.
  init(
    _ configuration: GatewayConfiguration,
    logWriter: LogWriter,
    loops: some Sequence<any EventLoop>
  ) {
    self.configuration = configuration
    self.logWriter = logWriter
    let log = Logger(label: "imtop-demo.gateway") { _ in
      GatewayLogHandler(logWriter, severity: configuration.logSeverity)
    }
    self.log = log
    let faults = FaultSwitch(seed: configuration.seed)
    self.faults = faults
    started = configuration.clock()
    deadlines = DeadlineKeepers(loops)
    gate = Gate(configuration)
    registry = Registry(
      policy: configuration.life,
      log: log,
      faults: faults,
      clock: configuration.clock
    )
    let traces = TraceSource(seed: configuration.seed, started: started)
    self.traces = traces
    store = MessageStore(
      seed: configuration.seed,
      failureShare: configuration.storeFailureShare,
      traces: traces,
      faults: faults,
      log: log
    )
  }

  /// The trace of a request.
  func trace(continuing traceparent: String?) -> TraceContext {
    traces.trace(continuing: traceparent)
  }
}
