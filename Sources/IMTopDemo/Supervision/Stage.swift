import Glibc
import IMServer

/// The gateways, the proxy before them and the clients of a run, each a process of its own.
final class Stage {
  /// How a stage is set.
  struct Setting {
    /// How many gateways there are.
    var instances = 1
    /// Whether a proxy stands before them.
    var hasEdge = false
    /// How many clients there are.
    var connections: Int
    /// What all irregularity is drawn from.
    var seed: UInt64
    /// The port that clients connect to; 0 takes a free one.
    var port: Int
    /// When a silent connection is dead.
    var heartbeat: HeartbeatOptions
  }

  private let directory: RunDirectory
  private let setting: Setting
  /// What all gateways sign with, so that a token outlives restarts and is good at each of them.
  private let tokenKey = TokenKey.random()
  private var gateways: [(process: ChildProcess, port: Int)] = []
  private var edge: (process: ChildProcess, port: Int)?
  private var clients: ChildProcess?
  /// The faults that are on, for processes that are started meanwhile.
  private var active: [FaultOrder] = []

  /// Starts the gateways, waits until they serve, starts the proxy if there is one, and the clients.
  init(directory: RunDirectory, setting: Setting) throws(DemoError) {
    self.directory = directory
    self.setting = setting
    for index in 0..<setting.instances {
      let port = setting.hasEdge ? 0 : setting.port
      gateways.append(try startGateway(index, port: port, version: Gateway.version))
    }
    if setting.hasEdge { edge = try startEdge() }
    clients = try start(
      "clients",
      [
        "--port", "\(port)", "--connections", "\(setting.connections)", "--seed", "\(setting.seed)",
        "--beat", "\(setting.heartbeat.interval ?? 1)",
      ]
    )
  }

  /// The port that clients connect to.
  private var port: Int { edge?.port ?? gateways.first?.port ?? 0 }

  private var metrics: [String] { gateways.map { "http://127.0.0.1:\($0.port)/metrics" } }

  private var logs: [String] {
    gateways.indices.map { directory.logPath(gateway: $0, of: setting.instances) }
      + (edge == nil ? [] : [directory.edgeLogPath])
  }

  /// What `imtop` is given to look at.
  var targets: [String] { metrics + logs }

  /// What a person needs to look at the run.
  func announcement(truthPath: String) -> String {
    let rows =
      metrics.map { "metrics  \($0)" } + logs.map { "log      \($0)" }
      + (edge.map { ["edge     http://127.0.0.1:\($0.port)/"] } ?? [])
      + ["truth    \(truthPath)"]
    return rows.joined(separator: "\n")
  }

  /// Tells every process of a fault.
  func send(_ order: FaultOrder) {
    switch order.turn {
    case .begin: active.append(order)
    case .end: active.removeAll { $0.scenario.name == order.scenario.name }
    }
    for process in processes { process.send(order.line) }
  }

  /// Ends the gateways, one after the other, and starts each again in another version.
  func restartGateways(version: String) throws(DemoError) {
    for index in gateways.indices {
      gateways[index].process.closeInput()
      gateways[index].process.end(within: 10)
      gateways[index] = try startGateway(index, port: gateways[index].port, version: version)
      for order in active { gateways[index].process.send(order.line) }
    }
  }

  /// Throws when one of the processes has ended on its own.
  func check() throws(DemoError) {
    for process in processes {
      guard case .ended(let status) = process.refresh() else { continue }
      throw .ended(name: process.name, status: status, said: directory.errors)
    }
  }

  /// Ends all: the clients first, so that they say goodbye to gateways that still listen.
  func close() {
    for process in processes.reversed() {
      process.closeInput()
      process.end(within: 5)
    }
  }

  /// Every process, in the order in which they were started.
  private var processes: [ChildProcess] {
    gateways.map(\.process) + [edge?.process, clients].compactMap(\.self)
  }

  // MARK: - Starting

  private func startGateway(
    _ index: Int,
    port: Int,
    version: String
  ) throws(DemoError) -> (process: ChildProcess, port: Int) {
    let process = try start(
      "gateway",
      [
        "--port", "\(port)", "--log", directory.logPath(gateway: index, of: setting.instances),
        "--seed", "\(setting.seed &+ UInt64(index))", "--release", version,
        "--heartbeat-interval", "\(setting.heartbeat.interval ?? 1)",
        "--heartbeat-misses", "\(setting.heartbeat.misses)", "--token-key", tokenKey.hex,
      ] + (setting.hasEdge ? ["--trust-proxy", "127.0.0.1"] : [])
    )
    return (process, try waitUntilUp(process))
  }

  private func startEdge() throws(DemoError) -> (process: ChildProcess, port: Int) {
    let process = try start(
      "edge",
      ["--port", "\(setting.port)", "--log", directory.edgeLogPath] + gateways.map { "\($0.port)" }
    )
    return (process, try waitUntilUp(process))
  }

  private func start(_ name: String, _ arguments: [String]) throws(DemoError) -> ChildProcess {
    try ChildProcess(
      name: name,
      program: DashboardProgram.ownPath ?? "/proc/self/exe",
      arguments: [name, "--control"] + arguments,
      wiring: .pipes(errors: directory.errorsPath)
    )
  }

  /// Waits until a process has said its port and answers there.
  private func waitUntilUp(_ process: ChildProcess) throws(DemoError) -> Int {
    guard
      let line = process.firstLine(within: 15),
      let port = line.split(separator: ":").last.flatMap({ Int($0) }),
      HealthProbe.waitUntilUp(port: port, within: 10)
    else {
      process.closeInput()
      process.end(within: 2)
      throw .notUp(name: process.name, said: directory.errors)
    }
    return port
  }
}
