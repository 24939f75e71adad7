import NIOCore

/// One address that connects, stays for the blink of an eye and leaves, again and again.
final class ConnectStorm: Visitor {
  /// Where it comes from.
  static let address = "127.66.6.6"
  /// What it calls itself.
  static let agent = "IMBot/0.9 (retry=always)"
  /// How often it connects, a second.
  static let rate = 40.0

  private let dialer: WebSocketDialer
  private let loop: any EventLoop
  private var generator: SeededGenerator
  private var isHere = false

  init(gateway: GatewayAddress, seed: UInt64, loop: any EventLoop) {
    dialer = WebSocketDialer(gateway: gateway)
    self.loop = loop
    generator = SeededGenerator(seed: seed ^ 0x5701)
  }

  func come() {
    isHere = true
    knock()
  }

  func leave() { isHere = false }

  private func knock() {
    guard isHere else { return }
    let profile = ClientProfile.visitor("storm", address: Self.address, agent: Self.agent)
    let stay = TimeAmount.milliseconds(Int64(20 + 180 * generator.uniform()))
    let rest = TimeAmount.milliseconds(Int64((0.5 + generator.uniform()) * 1000 / Self.rate))
    dialer.dial(profile, on: loop) { GoodbyeHandler() }.whenSuccess { channel in
      channel.eventLoop.scheduleTask(in: stay) {
        ClientRhythm.Farewell.close(code: 1000).take(channel)
      }
    }
    let bound = NIOLoopBound(self, eventLoop: loop)
    loop.scheduleTask(in: rest) { bound.value.knock() }
  }
}
