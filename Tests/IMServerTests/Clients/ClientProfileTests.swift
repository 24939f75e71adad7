import IMServer
import Testing

@Suite struct ClientProfileTests {
  @Test func sameSeedMakesTheSamePeople() {
    let people = ClientProfile.population(count: 100, seed: 7)
    #expect(people == ClientProfile.population(count: 100, seed: 7))
    #expect(people != ClientProfile.population(count: 100, seed: 8))
  }

  @Test func carriersGetTheirShares() {
    let people = ClientProfile.population(count: 300, seed: 1)
    let shares = Dictionary(grouping: people, by: \.carrier.name).mapValues(\.count)
    #expect(shares == ["mobile-a": 114, "mobile-b": 90, "cable": 72, "office": 24])
    #expect(people.allSatisfy { $0.carrier.block.contains($0.address) })
  }

  @Test func officesShareFourAddressesAndTheOthersNone() {
    let people = ClientProfile.population(count: 300, seed: 1)
    let offices = people.filter { $0.carrier == .office }
    #expect(Set(offices.map(\.address)).count == 4)
    let others = people.filter { $0.carrier != .office }
    #expect(Set(others.map(\.address)).count == others.count)
  }

  @Test(arguments: [-1, 0, 1, 3])
  func anyCountIsMet(count: Int) {
    #expect(ClientProfile.population(count: count, seed: 1).count == max(0, count))
  }
}
