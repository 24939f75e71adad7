import Testing

@Suite struct ScriptRunnerTests {
  private func outcomes(_ script: String) throws -> [ScriptRunner.Outcome] {
    var parser = ScriptParser(script)
    var runner = ScriptRunner()
    return runner.run(try parser.commands()).map(\.outcome)
  }

  @Test func whatReadsNativeHistogramsIsSkippedWhetherItWouldPassOrNot() throws {
    let found = try outcomes(
      """
      load 1m
        x{kind="float"} 1 2 3 4 5 6 7 8 9
        x{kind="native"} {{count:4 sum:10}} _ _ _ _ _ _ _ _

      eval instant at 1m count(x)
        {} 1

      eval instant at 1m count(x)
        {} 7

      eval instant at 1m count(x{kind="float"})
        {} 1

      eval instant at 8m count(x)
        {} 1
      """
    )
    let skipped = ScriptRunner.Outcome.skipped(ScriptFeatures.nativeHistograms)
    #expect(found == [skipped, skipped, .passed, .passed])
  }

  @Test func aFailureIsAFailure() throws {
    let found = try outcomes(
      """
      load_with_nhcb 1m
        h_bucket{le="1"} 1 2
        h_bucket{le="+Inf"} 1 2

      eval instant at 1m count(h_bucket)
        {} 3

      eval instant at 1m histogram_quantile(0.5, h)
        {} 0.5
      """
    )
    #expect(found.count == 2)
    guard case .failed = try #require(found.first) else {
      Issue.record("\(found)")
      return
    }
    #expect(found.last == .skipped(ScriptFeatures.nativeHistograms))
  }

  @Test func typesUnitsAndStartsAreToldByWhatIsRead() throws {
    let found = try outcomes(
      """
      load 1m
        a{__type__="counter"} 1 2
        b@st _ -1m
        b 1 2
        c 1 2

      eval instant at 1m a
        a 2

      eval instant at 1m sum(b)
        {} 2

      eval instant at 1m c
        c 2
      """
    )
    #expect(
      found == [
        .skipped(ScriptFeatures.typeAndUnit), .skipped(ScriptFeatures.startTimestamps), .passed,
      ]
    )
  }
}
