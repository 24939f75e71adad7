import IMServer

/// The gateway and the clients of a run, each a process of its own.
final class Stage {
  let directory: RunDirectory
  let port: Int
  private let gateway: ChildProcess
  private let clients: ChildProcess

  /// Starts the gateway, waits until it serves, and starts the clients.
  init(
    directory: RunDirectory,
    scenario: Scenario,
    connections: Int,
    seed: UInt64,
    port: Int,
    heartbeat: HeartbeatOptions
  ) throws(DemoError) {
    self.directory = directory
    let program = DashboardProgram.ownPath ?? "/proc/self/exe"
    let wiring = ChildProcess.Wiring.pipes(errors: directory.errorsPath)
    gateway = try ChildProcess(
      name: "gateway",
      program: program,
      arguments: [
        "gateway", "--control", "--port", "\(port)", "--log", directory.logPath,
        "--seed", "\(seed)", "--heartbeat-interval", "\(heartbeat.interval ?? 1)",
        "--heartbeat-misses", "\(heartbeat.misses)",
      ],
      wiring: wiring
    )
    guard
      let line = gateway.firstLine(within: 15),
      let listening = line.split(separator: ":").last.flatMap({ Int($0) }),
      HealthProbe.waitUntilUp(port: listening, within: 10)
    else {
      gateway.closeInput()
      gateway.end(within: 2)
      throw .gatewayNotUp(said: directory.errors)
    }
    self.port = listening
    clients = try ChildProcess(
      name: "clients",
      program: program,
      arguments: [
        "clients", "--control", "--port", "\(listening)", "--connections", "\(connections)",
        "--seed", "\(seed)",
      ],
      wiring: wiring
    )
  }

  /// What a person needs to look at the run.
  func announcement(truthPath: String) -> String {
    """
    metrics  http://127.0.0.1:\(port)/metrics
    log      \(directory.logPath)
    truth    \(truthPath)
    """
  }

  /// What `imtop` is given to look at.
  var targets: [String] { ["http://127.0.0.1:\(port)/metrics", directory.logPath] }

  /// Tells both processes of a fault.
  func send(_ order: FaultOrder) {
    gateway.send(order.line)
    clients.send(order.line)
  }

  /// Throws when one of the processes has ended on its own.
  func check() throws(DemoError) {
    for process in [gateway, clients] {
      guard case .ended(let status) = process.refresh() else { continue }
      throw .ended(name: process.name, status: status, said: directory.errors)
    }
  }

  /// Ends both: the clients first, so that they say goodbye to a gateway that still listens.
  func close() {
    for process in [clients, gateway] {
      process.closeInput()
      process.end(within: 5)
    }
  }
}
