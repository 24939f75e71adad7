import Testing

@testable import IMTop

/// What rules are told of their sources.
@Suite struct RuleInputTests {
  @Test func aServersMetricsAreOfferedToRulesOnlyWhereItIsAllThatIsWatched() {
    let own: Set = ["temp"]
    let server: Set = ["temp", "job:req:rate"]
    #expect(EvaluationWorker.ruleSeriesNames(own, (server, true)) == own)
    #expect(EvaluationWorker.ruleSeriesNames(own, (server, false)) == server)
    #expect(EvaluationWorker.ruleSeriesNames(own, nil) == own)
  }

  @Test func sourcesAreSettledOnceTwoEvaluationsInSuccessionHaveSeenAll() throws {
    var evaluation = try Evaluation(Configuration())
    var told: [Bool] = []
    for isRead in [true, false, true, true, false] {
      evaluation.note(isSettled: isRead)
      told.append(evaluation.isSettled)
    }
    #expect(told == [false, false, false, true, true])
  }
}
