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
}
