/// An expression of a rule or panel that parses and yet cannot be evaluated over what there is.
struct EvaluationTrouble: Equatable {
  /// Whose it is, as `imtop check` names it: `panel "Queue"`.
  var subject: String
  /// The expression.
  var expression: String
  /// What is wrong.
  var message: String
}
