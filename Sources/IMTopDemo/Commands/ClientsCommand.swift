import ArgumentParser
import IMServer

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

  @Flag(help: "Take orders from standard input and end with it.")
  var control = false

  func validate() throws {
    guard (0...20_000).contains(connections), (1...65_535).contains(port) else {
      throw ValidationError("--connections is 0 to 20000, --port 1 to 65535")
    }
  }

  func run() async throws {
    // Each client may hold its WebSocket and a request at a time.
    DescriptorLimit.raise(toAtLeast: UInt64(clamping: connections) * 2 + 256)
    let fleet = ClientFleet(
      gateway: GatewayAddress(port: port),
      connections: connections,
      seed: seed
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
