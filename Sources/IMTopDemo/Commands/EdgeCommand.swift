import ArgumentParser
import Glibc
import IMServer
import NIOCore

/// `imtop-demo edge`: the proxy before gateways, until SIGINT or SIGTERM.
struct EdgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imtop-demo edge",
    abstract: "Run a round-robin proxy before gateways, with an nginx-style access log.",
    discussion: """
      EXAMPLES:
        imtop-demo gateway --port 8081 --log gw-1.log --trust-proxy 127.0.0.1
        imtop-demo gateway --port 8082 --log gw-2.log --trust-proxy 127.0.0.1
        imtop-demo edge --port 8080 --log edge.log 8081 8082
      """
  )

  @Option(help: ArgumentHelp("The port to listen on; 0 takes a free one.", valueName: "port"))
  var port = 8080

  @Option(help: ArgumentHelp("The file that the access log is appended to.", valueName: "file"))
  var log = "edge.log"

  @Option(
    help: ArgumentHelp("How long a gateway may take to answer.", valueName: "seconds")
  )
  var timeout = 5.0

  @Flag(help: ArgumentHelp("Take orders from standard input and end with it.", visibility: .hidden))
  var control = false

  @Argument(help: ArgumentHelp("The ports of the gateways.", valueName: "gateway"))
  var gateways: [Int]

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535") }
    guard gateways.allSatisfy((1...65_535).contains) else {
      throw ValidationError("a gateway's port is 1 to 65535")
    }
    guard (0.01...3600).contains(timeout) else {
      throw ValidationError("--timeout is 0.01 to 3600 seconds")
    }
  }

  func run() async throws {
    DescriptorLimit.raise(toAtLeast: 65_536)
    var configuration = EdgeConfiguration(
      upstreams: gateways.map { GatewayAddress(port: $0) },
      logPath: log
    )
    configuration.port = port
    configuration.answerDeadline = .milliseconds(Int64(timeout * 1000))
    let edge = try await Edge(configuration)
    print("listening on 127.0.0.1:\(edge.port)")
    fflush(nil)
    try await ServiceRunner.run(edge, takingOrders: control, onHangUp: edge.reopenLog) {
      order in
      guard let fault = order.scenario.edgeFault else { return }
      switch order.turn {
      case .begin: edge.begin(fault)
      case .end: edge.end(fault)
      }
    }
  }
}
