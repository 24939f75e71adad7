import ArgumentParser
import Glibc
import IMServer

/// `imtop-demo`: a gateway, its clients, a fault, and `imtop` looking at them.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imtop-demo",
    abstract: "A real gateway with real WebSocket clients on loopback, watched by imtop.",
    discussion: examples + "\n\n" + scenarios,
    version: Gateway.version
  )

  private static let examples = """
    EXAMPLES:
      imtop-demo                           a healthy gateway, the dashboard on it
      imtop-demo --scenario ws-500         upgrades fail from the 45th second on
      imtop-demo --scenario heartbeat-loss --fault-after 40 --repeat
      imtop-demo --scenario steady:60,ws-500:30,steady:60,storm:30
                                           a chain, in seconds each
      imtop-demo --instances 3 --scenario edge-only
                                           three gateways behind a proxy
      imtop-demo --no-dashboard            gateway and clients alone; ^C ends them
      imtop-demo -- --ascii                what follows -- goes to imtop
      imtop-demo gateway --port 8080 --log im.log
                                           the gateway alone, for your own clients;
                                           see imtop-demo gateway --help
    """

  private static var scenarios: String {
    let width = Scenario.names.map(\.count).max() ?? 0
    let rows = Scenario.all.map { scenario in
      let name = scenario.name + String(repeating: " ", count: width - scenario.name.count)
      let margin = String(repeating: " ", count: width + 4)
      return "  \(name)  \(scenario.breaks)\n\(margin)→ \(scenario.expectation)"
    }
    return "SCENARIOS (what breaks → what a good dashboard makes of it):\n"
      + rows.joined(separator: "\n")
  }

  @Option(
    help: ArgumentHelp(
      "What goes wrong, from the list above: a name, or NAME:SECONDS,NAME:SECONDS,…",
      valueName: "scenario"
    )
  )
  var scenario = "steady"

  @Option(
    help: ArgumentHelp(
      "How many gateways there are; more than one stand behind a proxy.",
      valueName: "n"
    )
  )
  var instances = 1

  @Option(help: ArgumentHelp("How many clients there are.", valueName: "n"))
  var connections = 300

  @Option(help: ArgumentHelp("What all irregularity is drawn from.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("The port that clients connect to; 0 takes a free one.", valueName: "port")
  )
  var port = 0

  @Option(
    help: ArgumentHelp(
      "Where the logs and truth.json go and stay; without it, a temporary directory.",
      valueName: "dir"
    )
  )
  var directory: String?

  @Option(
    help: ArgumentHelp(
      "Where the truth about the faults goes, as JSON; DIR/truth.json without it.",
      valueName: "file"
    )
  )
  var truth: String?

  @Option(
    help: ArgumentHelp("When a fault without seconds of its own begins.", valueName: "seconds")
  )
  var faultAfter = 45.0

  @Option(help: ArgumentHelp("How long such a fault lasts.", valueName: "seconds"))
  var faultFor = 45.0

  @Flag(name: .customLong("repeat"), help: "Go through it again after each end.")
  var repeats = false

  @Flag(help: "Run gateways and clients alone and say where they are.")
  var noDashboard = false

  @Option(
    help: ArgumentHelp("With --no-dashboard: end by itself after this time.", valueName: "seconds")
  )
  var seconds: Double?

  @OptionGroup(title: "Heartbeat") var heartbeat: HeartbeatOptions

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("What imtop is given besides targets and logs.", valueName: "argument")
  )
  var imtopArguments: [String] = []

  func validate() throws {
    do throws(GatewayError) {
      _ = try ScenarioPlan(scenario, after: faultAfter, lasting: faultFor)
    } catch {
      throw ValidationError(error.description)
    }
    guard (0...20_000).contains(connections) else {
      throw ValidationError("--connections is 0 to 20000")
    }
    guard (1...16).contains(instances) else { throw ValidationError("--instances is 1 to 16") }
    guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535") }
    for (name, value) in [
      ("--fault-after", faultAfter), ("--fault-for", faultFor), ("--seconds", seconds ?? 0),
    ] where !(0...1e6).contains(value) {
      throw ValidationError("\(name) is 0 to 1000000 seconds")
    }
    guard seconds == nil || noDashboard else {
      throw ValidationError("--seconds goes with --no-dashboard")
    }
  }

  func run() throws {
    let plan = try ScenarioPlan(scenario, after: faultAfter, lasting: faultFor)
    let dashboard = noDashboard ? nil : try DashboardProgram.find()
    SignalWaiter.holdSignals()
    let directory = try RunDirectory(asked: directory)
    defer { directory.removeIfTemporary() }
    let stage = try Stage(
      directory: directory,
      setting: Stage.Setting(
        instances: instances,
        hasEdge: instances > 1 || plan.needsEdge,
        connections: connections,
        seed: seed,
        port: port,
        heartbeat: heartbeat
      )
    )
    defer { stage.close() }
    let director = Director(
      stage: stage,
      timeline: FaultTimeline(plan, repeats: repeats),
      truth: Truth(
        plan,
        seed: seed,
        connections: connections,
        instances: instances,
        started: .system()
      ),
      truthPath: truth ?? directory.truthPath
    )
    let code: CInt
    if let dashboard {
      code = try director.direct(watchedBy: dashboard, arguments: imtopArguments)
    } else {
      print(stage.announcement(truthPath: truth ?? directory.truthPath))
      fflush(nil)
      code = try director.directAlone(seconds: seconds)
    }
    guard code == 0 else { throw ExitCode(code) }
  }
}
