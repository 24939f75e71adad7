/// What `work` gives, or `error` after so many seconds, whatever `work` waits for.
func withDeadline<Value: Sendable>(
  seconds: Double,
  _ error: HTTPFetchError,
  _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value.self) { group in
    group.addTask(operation: work)
    group.addTask {
      try await Task.sleep(for: .seconds(boundedSeconds(seconds)))
      throw error
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() else { throw error }
    return value
  }
}

/// A waiting time that can be waited for: from a millisecond to a day, an hour where it is no number.
func boundedSeconds(_ seconds: Double) -> Double {
  seconds.isNaN ? 3600 : min(max(seconds, 0.001), 86_400)
}
