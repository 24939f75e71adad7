/// A part of a rule or panel that can be read and yet cannot be used over what there is, or hardly means
/// what it says.
struct EvaluationTrouble: Equatable {
  /// Whose it is, as `imtop check` names it: `panel "Queue"`.
  var subject: String
  /// The expression, or another text that is to blame.
  var expression: String
  /// What is wrong.
  var message: String
  /// How grave it is.
  var mark = CheckFinding.Mark.wrong
}
