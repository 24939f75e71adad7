/// Through whom a share of the clients reaches the gateway.
public struct Carrier: Equatable, Sendable {
  /// Its name.
  public let name: String
  /// Its addresses.
  public let block: AddressBlock
  /// Its share of the clients, in hundredths.
  public let percent: Int
  /// How many addresses its clients share; nil where each has its own.
  public let sharedAddresses: Int?

  /// A mobile network.
  public static let mobileA = Carrier(
    name: "mobile-a",
    block: AddressBlock(second: 10, prefix: 16),
    percent: 38,
    sharedAddresses: nil
  )
  /// The mobile network whose clients fall silent in `heartbeat-loss`.
  public static let mobileB = Carrier(
    name: "mobile-b",
    block: AddressBlock(second: 20, prefix: 16),
    percent: 30,
    sharedAddresses: nil
  )
  /// Households on cable.
  public static let cable = Carrier(
    name: "cable",
    block: AddressBlock(second: 30, prefix: 16),
    percent: 24,
    sharedAddresses: nil
  )
  /// Offices behind a few addresses.
  public static let office = Carrier(
    name: "office",
    block: AddressBlock(second: 40, third: 8, prefix: 24),
    percent: 8,
    sharedAddresses: 4
  )

  /// Every carrier; the shares add up to 100.
  public static let all = [mobileA, mobileB, cable, office]
}
