import Testing

@testable import IMServer

@Suite struct ReconnectLoopTests {
  @Test func devicesHaveAddressesOfTheirOwnAndOneVersion() {
    let devices = ReconnectLoop.profiles(count: 3000)
    let population = ClientProfile.population(count: 5000, seed: 1)
    #expect(Set(devices.map(\.address)).count == 3000)
    #expect(Set(devices.map(\.address)).isDisjoint(with: population.map(\.address)))
    #expect(Set(devices.map(\.userAgent)) == [ReconnectLoop.agent])
    #expect(!population.contains { $0.userAgent == ReconnectLoop.agent })
  }

  @Test func devicesAreOfEveryCarrierWithAddressesOfItsOwn() {
    let devices = ReconnectLoop.profiles(count: 30)
    for carrier in [Carrier.mobileA, .mobileB, .cable] {
      #expect(devices.count { carrier.block.contains($0.address) } == 10)
    }
  }
}
