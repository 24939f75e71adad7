import NIOCore

/// One address that asks for what other people's servers have lying about.
final class PathScan: Visitor {
  /// Where it comes from.
  static let address = "127.66.7.7"
  /// What it calls itself.
  static let agent = "Mozilla/5.0 zgrab/0.x"
  /// How many paths it asks for, a second.
  static let rate = 25.0

  private static let places = [
    "", "/admin", "/api", "/app", "/backup", "/blog", "/cgi-bin", "/config", "/dev", "/old",
    "/portal",
    "/public", "/shop", "/staging", "/test", "/v1", "/web", "/wp-content", "/www",
  ]
  private static let files = [
    "/.env", "/.git/config", "/.aws/credentials", "/wp-login.php", "/phpinfo.php", "/index.php",
    "/login.action", "/actuator/health", "/server-status", "/console", "/setup.cgi", "/id_rsa",
    "/dump.sql", "/backup.zip", "/xmlrpc.php", "/solr/", "/HNAP1", "/boaform/admin/formLogin",
  ]

  private let sender: RequestSender
  private let loop: any EventLoop
  private let paths: [String]
  private var generator: SeededGenerator
  private var next = 0
  private var isHere = false

  init(gateway: GatewayAddress, seed: UInt64, loop: any EventLoop) {
    sender = RequestSender(gateway: gateway)
    self.loop = loop
    var generator = SeededGenerator(seed: seed ^ 0x5CA4)
    paths = Self.places.flatMap { place in Self.files.map { place + $0 } }
      .shuffled(using: &generator)
    self.generator = generator
  }

  func come() {
    isHere = true
    ask()
  }

  func leave() { isHere = false }

  private func ask() {
    guard isHere, !paths.isEmpty else { return }
    let profile = ClientProfile.visitor("", address: Self.address, agent: Self.agent)
    sender.send(.missing(paths[next % paths.count]), by: profile, on: loop)
    next &+= 1
    let rest = TimeAmount.milliseconds(Int64((0.5 + generator.uniform()) * 1000 / Self.rate))
    let bound = NIOLoopBound(self, eventLoop: loop)
    loop.scheduleTask(in: rest) { bound.value.ask() }
  }
}
