import NIOCore

/// Thousands of devices with a client version that crashes on its first message: each connects, is
/// gone without a word within two seconds, and comes back after a minute.
final class ReconnectLoop: Visitor {
  /// What they call themselves.
  static let agent = "IMClient/5.4.0 (Android 16; Pixel 10)"
  /// How many devices there are at most.
  static let mostDevices = 3000
  /// The time between two attempts of one device, in seconds.
  static let period = 60.0

  private let dialer: WebSocketDialer
  private let loop: any EventLoop
  private let profiles: [ClientProfile]
  private var generator: SeededGenerator
  private var next = 0
  private var isHere = false

  init(gateway: GatewayAddress, devices: Int, seed: UInt64, loop: any EventLoop) {
    dialer = WebSocketDialer(gateway: gateway)
    self.loop = loop
    var generator = SeededGenerator(seed: seed ^ 0x100F)
    profiles = Self.profiles(count: devices).shuffled(using: &generator)
    self.generator = generator
  }

  /// Devices of every carrier whose clients have addresses of their own, beside those of the population.
  static func profiles(count: Int) -> [ClientProfile] {
    let carriers = Carrier.all.filter { $0.sharedAddresses == nil }
    guard !carriers.isEmpty else { return [] }
    return (0..<max(count, 1)).map { number in
      let block = carriers[number % carriers.count].block
      return .visitor(
        "d\(number + 1)",
        address: block.address(30_000 + number / carriers.count),
        agent: agent
      )
    }
  }

  func come() {
    isHere = true
    connectNext()
  }

  func leave() { isHere = false }

  private func connectNext() {
    guard isHere, !profiles.isEmpty else { return }
    let profile = profiles[next % profiles.count]
    next &+= 1
    let life = TimeAmount.milliseconds(Int64(200 + 1500 * generator.uniform()))
    let gap = Self.period / Double(profiles.count) * (0.5 + generator.uniform())
    dialer.dial(profile, on: loop) { GoodbyeHandler() }.whenSuccess { channel in
      channel.eventLoop.scheduleTask(in: life) { ClientRhythm.Farewell.vanish.take(channel) }
    }
    let bound = NIOLoopBound(self, eventLoop: loop)
    loop.scheduleTask(in: .microseconds(Int64(gap * 1e6))) { bound.value.connectNext() }
  }
}
