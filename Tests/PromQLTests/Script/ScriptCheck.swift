import Testing

/// Runs a script of the test language; every evaluation must pass and none may be left out.
func expectPasses(_ script: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  var parser = ScriptParser(script)
  var runner = ScriptRunner()
  let outcomes = runner.run(try parser.commands())
  #expect(!outcomes.isEmpty, sourceLocation: sourceLocation)
  for (line, query, outcome) in outcomes {
    #expect(outcome == .passed, "line \(line): \(query)", sourceLocation: sourceLocation)
  }
}
