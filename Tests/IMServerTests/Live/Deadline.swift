import Testing

/// Asks again and again until a condition holds, for at most twenty seconds.
func eventually(
  _ what: Comment,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(20)
  while ContinuousClock.now < deadline {
    if try condition() { return }
    try await Task.sleep(for: .milliseconds(5))
  }
  Issue.record("not in time: \(what)", sourceLocation: sourceLocation)
  throw CancellationError()
}
