import PromQL

extension Expr {
  /// Whether the expression gives one series at most, whatever series there are.
  var givesOneSeries: Bool {
    switch node {
    case .number, .string: true
    case .vector, .matrix, .subquery: false
    case .unary(_, let operand), .parentheses(let operand): operand.givesOneSeries
    case .binary(let binary): binary.left.givesOneSeries && binary.right.givesOneSeries
    case .aggregation(let aggregation): aggregation.givesOneSeries(beside: [])
    case .call(let call):
      call.arguments.allSatisfy { argument in
        if call.name == "histogram_quantile",
          case .aggregation(let aggregation) = argument.node
        {
          return aggregation.givesOneSeries(beside: ["le"])
        }
        return argument.givesOneSeries
      }
    }
  }
}

extension Aggregation {
  /// Whether its groups are told apart by no other labels than those of `names`.
  fileprivate func givesOneSeries(beside names: Set<String>) -> Bool {
    guard case .by(let labels) = grouping, ![.topk, .bottomk, .countValues].contains(operation)
    else { return false }
    return Set(labels).isSubset(of: names)
  }
}
