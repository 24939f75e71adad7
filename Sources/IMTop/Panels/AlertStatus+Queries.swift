import Alerting
import MetricsModel
import PromQL

extension AlertStatus {
  /// The status with the PromQL behind its numbers: that of both sides of the comparison that decides,
  /// with what the names stand for in their place.
  func withQueries(_ definitions: [String: Expr]) -> AlertStatus {
    guard state == .firing || state == .resolved,
      let whole = try? PromQL.parse(expression).expanding(definitions)
    else { return self }
    var status = self
    var queries = Queries(whole: whole.description)
    if let comparison = whole.leadingComparison {
      queries.value = comparison.left.description
      queries.limit = comparison.right.description
      queries.isBadBelow = [.less, .lessOrEqual].contains(comparison.operation)
    }
    status.queries = queries
    return status
  }
}
