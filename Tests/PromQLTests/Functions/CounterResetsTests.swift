import Testing

@testable import PromQL

@Suite struct CounterResetsTests {
  @Test(arguments: [1.0, 0.1, 1e300])
  func whatWasLostIsWhatAWindowLooksAt(scale: Double) throws {
    let values = (0..<200).map { Double(($0 * 37) % 23) * scale }
    var resets = try #require(CounterResets(values))
    for end in stride(from: 2, through: values.count, by: 3) {
      let window = max(0, end - 20)..<end
      let lost = window.dropFirst().reduce(0.0) { sum, index in
        values[index] < values[index - 1] ? sum + values[index - 1] : sum
      }
      let found = resets.lost(in: window)
      #expect(abs(found - lost) <= 1e-12 * lost, "\(window)")
    }
  }

  @Test func aCounterThatOnlyGrowsHasNone() {
    #expect(CounterResets([1, 2, 2, 3]) == nil)
    #expect(CounterResets([]) == nil)
    #expect(CounterResets([1, .nan, 0]) == nil)
  }

  @Test func infinitiesAreNotTakenForWholeNumbers() throws {
    var resets = try #require(CounterResets([.infinity, 5, 3, 7]))
    #expect(resets.lost(in: 0..<2) == .infinity)
    #expect(resets.lost(in: 1..<4) == 5)
  }
}
