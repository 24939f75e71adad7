import Testing

@testable import LogStream

@Suite struct ErrorRunsTests {
  private typealias Line = (second: Int64, isError: Bool)

  private func runs(_ lines: [Line]) -> ErrorRuns {
    var runs = ErrorRuns()
    for line in lines { runs.add(isError: line.isError, at: line.second) }
    return runs
  }

  @Test func aRunStandsUntilAnOrderlyLineEndsIt() {
    let runs = runs([(1, true), (1, true), (3, true), (5, false), (5, true)])
    #expect(runs.values(from: 0, through: 6) == [0, 2, 2, 3, 3, 3, 1])
  }

  @Test func blocksReadBackwardsGiveWhatReadingForwardsGives() {
    var generator = Numbers(seed: 3)
    for _ in 0..<200 {
      var second: Int64 = 0
      let errors = generator.below(100)
      let lines = (0..<generator.below(60) + 1).map { _ -> Line in
        second += Int64(generator.below(3))
        return (second, generator.below(100) < errors)
      }
      var joined = ErrorRuns()
      var end = lines.count
      while end > 0 {
        let start = max(0, end - 1 - generator.below(9))
        joined.prepend(runs(Array(lines[start..<end])))
        end = start
      }
      let whole = runs(lines)
      #expect(
        joined.values(from: 0, through: second + 1) == whole.values(from: 0, through: second + 1)
      )
    }
  }
}
