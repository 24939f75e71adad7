/// What holds for all evaluations of one evaluator, times in milliseconds.
struct EvaluationSettings {
  let lookback: Int64
  let defaultStep: Int64
  let limits: Limits
  let subqueries: SubqueryMemory?
  let moment: MomentMemory?
}
