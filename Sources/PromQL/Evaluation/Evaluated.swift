/// What an expression gives along all steps.
enum Evaluated {
  /// A number at each step.
  case scalar([Double])
  /// A text.
  case string(String)
  /// A set of series.
  case vector([Column])
}
