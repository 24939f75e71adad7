import MetricsModel
import Testing

@testable import IMTop

@Suite struct LineCacheTests {
  private let a = Labels(name: "a")
  private let b = Labels(name: "b")

  @Test func onlyNewStepsAreComputed() {
    var cache = LineCache(step: 1000, from: 0)
    var asked: [ClosedRange<Int64>] = []
    for end in [Int64(5000), 5000, 7000] {
      cache.cover(from: end - 3000, through: end, fresh: 0) { first, last in
        asked.append(first...last)
        let count = Int((last - first) / 1000) + 1
        return [a: (0..<count).map { Double(first / 1000) + Double($0) }]
      }
    }
    #expect(asked == [2000...5000, 6000...7000])
    #expect(cache.lines == [a: [4, 5, 6, 7]])
  }

  @Test func seriesThatComeAndGoHaveNoValueMeanwhile() {
    var cache = LineCache(step: 1000, from: 0)
    cache.cover(from: 0, through: 2000, fresh: 0) { _, _ in [a: [1, 2, 3]] }
    cache.cover(from: 1000, through: 3000, fresh: 0) { _, _ in [b: [9]] }
    #expect(cache.lines == [a: [2, 3, nil], b: [nil, nil, 9]])
    cache.cover(from: 4000, through: 4000, fresh: 0) { _, _ in [b: [9]] }
    #expect(cache.lines == [b: [9]])
  }

  @Test func beyondTheLimitTheGreatestAreKept() {
    var cache = LineCache(step: 1000, from: 0)
    let many = (0..<250).map { (Labels(name: "s\($0)"), [Double?]([Double($0)])) }
    cache.cover(from: 0, through: 0, fresh: 0) { _, _ in Dictionary(uniqueKeysWithValues: many) }
    #expect(cache.lines.count == LineCache.limit)
    #expect(cache.leftOut == 50)
    #expect(cache.lines[Labels(name: "s249")] != nil && cache.lines[Labels(name: "s0")] == nil)
  }
}
