import IMServer
import Testing

@Suite struct AddressBlockTests {
  @Test func addressesAreCountedInTheBlock() {
    let block = AddressBlock(second: 20, prefix: 16)
    #expect(block.description == "127.20.0.0/16")
    #expect(block.count == 65_536)
    #expect(block.address(1) == "127.20.0.1")
    #expect(block.address(258) == "127.20.1.2")
    #expect(block.address(65_537) == "127.20.0.1")
  }

  @Test(
    arguments: [
      ("127.20.255.255", true), ("127.21.0.0", false), ("128.20.0.1", false), ("127.20.0", false),
      ("127.20.0.256", false), ("", false), ("::1", false),
    ])
  func containsWhatSharesItsBits(address: String, expected: Bool) {
    #expect(AddressBlock(second: 20, prefix: 16).contains(address) == expected)
  }

  @Test func carriersSharesAddUpToAll() {
    #expect(Carrier.all.map(\.percent).reduce(0, +) == 100)
    #expect(Set(Carrier.all.map(\.block)).count == Carrier.all.count)
  }
}
