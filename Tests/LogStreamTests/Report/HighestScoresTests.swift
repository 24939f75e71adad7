import Testing

@testable import LogStream

@Suite struct HighestScoresTests {
  private func best(_ count: Int, of scores: [Double]) -> [UInt32] {
    var best = HighestScores(count: count)
    for (id, score) in scores.enumerated() { best.offer(UInt32(id), score: score) }
    return best.ids()
  }

  @Test func theHighestComesFirst() {
    #expect(best(2, of: [1, 9, 4, 7]) == [1, 3])
    #expect(best(9, of: [1, 9, 4]) == [1, 2, 0])
    #expect(best(0, of: [1]) == [])
    #expect(best(3, of: []) == [])
  }

  @Test func ofEqualScoresTheLowerIdComesFirst() {
    #expect(best(2, of: [5, 5, 5]) == [0, 1])
  }

  @Test(arguments: [1, 3, 20, 500]) func nothingIsLostAmongThousands(count: Int) {
    // Rises, falls and repeats itself.
    let scores = (0..<5_000).map { Double(($0 * 7_919) % 1_009) }
    let expected = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
    #expect(best(count, of: scores) == expected.prefix(count).map(UInt32.init))
  }

  @Test func whatIsTooLowIsKnown() {
    var best = HighestScores(count: 1)
    for id in 0..<100 { best.offer(UInt32(id), score: Double(id)) }
    #expect(best.least > 0)
  }
}
