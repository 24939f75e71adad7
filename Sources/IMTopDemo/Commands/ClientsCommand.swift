import ArgumentParser
import IMServer
import NIOCore

/// `imtop-demo clients`: the simulated clients, as a process of their own.
struct ClientsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imtop-demo clients",
    abstract: "Run the simulated clients alone."
  )

  @Option(help: "The gateway's port.")
  var port: Int

  @Option(help: "How many clients there are.")
  var connections = 300

  @Option(help: "What all irregularity is drawn from.")
  var seed: UInt64 = 1

  @Option(help: "The time between two pings of the gateway, in seconds.")
  var beat = 1.0

  @Flag(help: "Take orders from standard input and end with it.")
  var control = false

  func validate() throws {
    guard (0...20_000).contains(connections), (1...65_535).contains(port) else {
      throw ValidationError("--connections is 0 to 20000, --port 1 to 65535")
    }
    guard (0.01...86_400).contains(beat) else {
      throw ValidationError("--beat is 0.01 to 86400 seconds")
    }
  }

  func run() async throws {
    // Each client may hold its WebSocket, one that it has lost, and a request at a time.
    DescriptorLimit.raise(toAtLeast: UInt64(clamping: connections) * 4 + 4096)
    let fleet = ClientFleet(
      gateway: GatewayAddress(port: port),
      connections: connections,
      seed: seed,
      beat: .milliseconds(Int64(beat * 1000))
    )
    try await ServiceRunner.run(fleet, takingOrders: control) { order in
      guard let fault = order.scenario.clientFault else { return }
      switch order.turn {
      case .begin: fleet.begin(fault)
      case .end: fleet.end(fault)
      }
    }
  }
}
