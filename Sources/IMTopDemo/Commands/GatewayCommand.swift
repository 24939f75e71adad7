import ArgumentParser
import Glibc
import IMServer
import Logging
import ServiceLifecycle

/// `imtop-demo gateway`: the gateway alone, until SIGINT or SIGTERM.
struct GatewayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imtop-demo gateway",
    abstract: "Run the gateway alone.",
    discussion: """
      EXAMPLES:
        imtop-demo gateway --port 8080 --log im.log
        curl 127.0.0.1:8080/metrics
        curl -N 127.0.0.1:8080/logs/stream
        python3 -m websockets 'ws://127.0.0.1:8080/ws/connect?user=ada'
        curl 127.0.0.1:8080/api/v1/messages \\
          -d '{"room":"lobby","user":"bob","text":"hello"}'
      """
  )

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port to listen on; 0 takes a free one.", valueName: "port"))
  var port = 8080

  @OptionGroup(title: "Log") var log: LogOptions

  @Option(
    help: ArgumentHelp("What ids and the store's durations are drawn from.", valueName: "n")
  )
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "A proxy whose X-Forwarded-For is believed; may be repeated.",
      valueName: "address"
    )
  )
  var trustProxy: [String] = []

  @Option(help: ArgumentHelp("The version on the page of metrics.", valueName: "version"))
  var release = Gateway.version

  @OptionGroup(title: "Heartbeat") var heartbeat: HeartbeatOptions
  @OptionGroup(title: "Limits and access") var limits: LimitOptions

  @Flag(help: ArgumentHelp("Take orders from standard input and end with it.", visibility: .hidden))
  var control = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535") }
  }

  /// The gateway that the options ask for.
  var gatewayConfiguration: GatewayConfiguration {
    var configuration = GatewayConfiguration(logPath: log.path)
    configuration.host = host
    configuration.port = port
    configuration.seed = seed
    configuration.trustedProxies = Set(trustProxy)
    configuration.version = release
    configuration.heartbeat = heartbeat.policy(default: 30)
    log.apply(to: &configuration)
    limits.apply(to: &configuration)
    return configuration
  }

  func run() async throws {
    DescriptorLimit.raise(toAtLeast: 65_536)
    let gateway = try await Gateway(gatewayConfiguration)
    print("listening on \(host):\(gateway.port)")
    fflush(nil)
    try await ServiceRunner.run(gateway, takingOrders: control, onHangUp: gateway.reopenLog) {
      order in
      guard let fault = order.scenario.gatewayFault else { return }
      switch order.turn {
      case .begin: gateway.begin(fault)
      case .end: gateway.end(fault)
      }
    }
  }
}
