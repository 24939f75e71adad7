/// One simulated person: always the same for the same seed and number.
public struct ClientProfile: Equatable, Sendable {
  /// The user's name.
  public var user: String
  /// Through whom the user comes.
  public var carrier: Carrier
  /// The address that the user's sockets are bound to.
  public var address: String
  /// What the user's client calls itself.
  public var userAgent: String
  /// The room that the user talks in.
  public var room: String
  /// What the user's irregularity is drawn from.
  public var seed: UInt64

  /// So many people, split over the carriers by their shares, eight to a room.
  public static func population(count: Int, seed: UInt64) -> [ClientProfile] {
    var generator = SeededGenerator(seed: seed)
    let count = min(max(count, 0), 60_000)
    return Carrier.all.isEmpty
      ? []
      : carriers(count).shuffled(using: &generator).enumerated().map {
        number,
        carrier in
        let place = carrier.sharedAddresses.map { number % $0 + 1 } ?? number + 1
        return ClientProfile(
          user: "u\(number + 1)",
          carrier: carrier,
          address: carrier.block.address(place),
          userAgent: generator.pick(ClientAgents.weighted) ?? "",
          room: "room-\(number / 8 + 1)",
          seed: generator.next()
        )
      }
  }

  /// Somebody beside the population, in the lobby.
  static func visitor(_ user: String, address: String, agent: String) -> ClientProfile {
    ClientProfile(
      user: user,
      carrier: .mobileA,
      address: address,
      userAgent: agent,
      room: "lobby",
      seed: 0
    )
  }

  /// Each client's carrier; rounding falls to the first carrier.
  private static func carriers(_ count: Int) -> [Carrier] {
    let others = Carrier.all.dropFirst().flatMap { carrier in
      repeatElement(carrier, count: count * carrier.percent / 100)
    }
    let first = Carrier.all.first.map { Array(repeating: $0, count: count - others.count) } ?? []
    return first + others
  }
}
