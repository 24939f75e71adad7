import Testing

/// Waits until `condition` holds, looking every few milliseconds; fails after `seconds`.
func eventually(
  within seconds: Int = 10,
  _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while !condition() {
    try #require(ContinuousClock.now < deadline, comment, sourceLocation: sourceLocation)
    try await Task.sleep(for: .milliseconds(5))
  }
}
