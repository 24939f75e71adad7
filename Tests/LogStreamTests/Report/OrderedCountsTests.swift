import Testing

@testable import LogStream

@Suite struct OrderedCountsTests {
  private func all(_ counts: OrderedCounts) -> [Int64: Int32] {
    var all: [Int64: Int32] = [:]
    counts.visit { number, count in
      #expect(all[number] == nil)
      all[number] = count
    }
    return all
  }

  @Test func countsAreThoseOfADictionaryInWhateverOrder() {
    var random = SystemRandomNumberGenerator()
    var counts = OrderedCounts()
    var expected: [Int64: Int32] = [:]
    for _ in 0..<2_000 {
      let number = Int64.random(in: -3...3, using: &random)
      let sign: Int32 = Bool.random(using: &random) ? 1 : -1
      counts.add(sign, at: number)
      expected[number, default: 0] += sign
      #expect(all(counts) == expected.filter { $0.value != 0 })
    }
  }

  @Test func nothingIsAtNoNumber() {
    var counts = OrderedCounts()
    #expect(all(counts).isEmpty)
    counts.add(1, at: 0)
    #expect(all(counts) == [0: 1])
    counts.add(-1, at: 0)
    #expect(all(counts).isEmpty)
  }
}
