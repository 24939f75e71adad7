/// What does not pass, with the reason: the one list, which docs/promql.md repeats.
enum KnownFailures {
  /// Evaluations that fail, by file and line.
  static let evaluations: [String: String] = [:]

  /// Sources of the parse table that are not read, by the query.
  static let sources: [String: String] = [:]
}
