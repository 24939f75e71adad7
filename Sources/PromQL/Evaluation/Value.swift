public import MetricsModel

/// What an instant query gives.
public enum Value: Sendable {
  /// One number.
  case scalar(Double, Timestamp)
  /// A text.
  case string(String)
  /// One value for each series, in the order of the expression's outermost `sort` or `topk`.
  case vector([VectorSample])
  /// The samples of a window for each series.
  case matrix([Series])
}
