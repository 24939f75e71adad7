/// The kinds of values of PromQL.
public enum ValueType: String, Sendable {
  /// One number at each step.
  case scalar
  /// Text.
  case string
  /// A set of series with one value each at each step.
  case instantVector = "instant vector"
  /// A set of series with the samples of a window at each step.
  case rangeVector = "range vector"
}
