import MetricsModel
import Testing

@testable import MetricsClient

@Suite struct StepLinesTests {
  private func lines(_ from: Int64, _ values: [Double?], _ labels: Labels = .empty) -> StepLines {
    let known = values.indices.filter { values[$0] != nil }
    return StepLines(
      [
        Series(
          labels: labels,
          timestamps: known.map { from + Int64($0) * 10 },
          values: known.map { values[$0] ?? 0 }
        )
      ],
      from: from,
      through: from + Int64(values.count - 1) * 10,
      step: 10
    )
  }

  @Test func stepsWithoutASampleHaveNoValue() {
    #expect(lines(100, [1, nil, 3]).sum(from: 90, through: 130) == [nil, 1, nil, 3, nil])
  }

  @Test func samplesOutsideTheQuestionAreLeftOut() {
    let series = Series(labels: .empty, timestamps: [.min, 100, 5000, .max], values: [1, 2, 3, 4])
    let lines = StepLines([series], from: 100, through: 110, step: 10)
    #expect(lines.sum(from: 100, through: 110) == [2, nil])
  }

  @Test func whatTouchesIsJoinedAndTheNewerAnswerWins() {
    var all = lines(100, [1, 2, 3])
    all.take(lines(120, [30, 40]))
    all.take(lines(80, [-1, 0]))
    #expect(all.start == 80)
    #expect(all.sum(from: 80, through: 130) == [-1, 0, 1, 2, 30, 40])
  }

  @Test func aNewerAnswerWithoutASeriesEndsIt() {
    var all = lines(100, [1, 2], ["a": "b"])
    all.take(lines(110, [7, 8], ["a": "c"]))
    #expect(all.lines == [["a": "b"]: [1, nil, nil], ["a": "c"]: [nil, 7, 8]])
  }

  @Test func whatStandsApartReplacesEverything() {
    var all = lines(100, [1, 2])
    all.take(lines(200, [3]))
    #expect((all.start, all.count) == (200, 1))
  }

  @Test func whatIsForgottenIsGone() {
    var all = lines(100, [1, 2, 3])
    all.forget(before: 115)
    #expect(all.start == 120)
    #expect(all.sum(from: 100, through: 120) == [nil, nil, 3])
    all.forget(before: 500)
    #expect(all.count == 0)
    #expect(all.lines.isEmpty)
  }

  @Test func seriesAreSummedAndNaNIsNoValue() {
    var all = lines(0, [1, .nan], ["a": "b"])
    all.take(
      StepLines(
        [
          Series(labels: ["a": "b"], timestamps: [0, 10], values: [1, .nan]),
          Series(labels: ["a": "c"], timestamps: [0], values: [2]),
        ],
        from: 0,
        through: 10,
        step: 10
      )
    )
    #expect(all.sum(from: 0, through: 10) == [3, nil])
  }
}
