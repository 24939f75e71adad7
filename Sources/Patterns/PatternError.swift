/// Why a regular expression was refused or could not be run.
public enum PatternError: Error, Equatable, Sendable {
  /// The source does not compile; `offset` counts UTF-8 bytes from its start.
  case syntax(message: String, offset: Int)
  /// The dialect does not have what stands at `offset` (RE2 has no look-around, no back-reference).
  case unsupported(construct: String, offset: Int)
  /// The match needed more steps than allowed.
  case matchLimit
}
