import Foundation
import MetricsModel
import PromQL

/// A tree of Prometheus' parse table, compared with ours.
struct ExpectedTree {
  private let tree: [String: Any]

  init(_ tree: [String: Any]) {
    self.tree = tree
  }

  /// Where the expression says something else, nil when it says the same.
  func difference(from expression: Expr) -> String? {
    let kind = tree["node"] as? String ?? ""
    switch (kind, expression.node) {
    case ("NumberLiteral", .number(let literal)):
      return same(number("Val"), literal.value) ? nil : "number \(literal.value)"
    case ("StringLiteral", .string(let text)):
      guard let expected = tree["Val"] as? String else { return nil }
      return text == expected ? nil : "string \(text)"
    case ("ParenExpr", .parentheses(let inner)): return child("Expr", inner)
    case ("UnaryExpr", .unary(let sign, let operand)):
      let expected = tree["Op"] as? String == "SUB" ? Expr.UnaryOperator.minus : .plus
      return sign == expected ? child("Expr", operand) : "sign \(sign)"
    case ("VectorSelector", .vector(let selector)): return difference(from: selector)
    case ("MatrixSelector", .matrix(let matrix)):
      guard same(duration("Range"), matrix.window) else { return "window \(matrix.window)" }
      return (tree["VectorSelector"] as? [String: Any]).flatMap {
        ExpectedTree($0).difference(from: matrix.selector)
      }
    case ("SubqueryExpr", .subquery(let subquery)):
      guard same(duration("Range"), subquery.window), duration("Step") == subquery.step,
        shift == subquery.shift
      else { return "subquery \(subquery)" }
      return child("Expr", subquery.expression)
    case ("BinaryExpr", .binary(let binary)): return difference(from: binary)
    case ("AggregateExpr", .aggregation(let aggregation)): return difference(from: aggregation)
    case ("Call", .call(let call)):
      return call.name == tree["Func"] as? String ? nil : "call of \(call.name)"
    default: return "\(kind) became \(expression)"
    }
  }

  private func child(_ name: String, _ expression: Expr) -> String? {
    guard let child = tree[name] as? [String: Any] else { return "no \(name)" }
    return ExpectedTree(child).difference(from: expression)
  }

  private func difference(from selector: VectorSelector) -> String? {
    guard selector.metricName ?? "" == tree["Name"] as? String ?? "" else {
      return "name \(selector.metricName ?? "")"
    }
    guard shift == selector.shift else { return "shift \(selector.shift), expected \(shift)" }
    let expected = (tree["LabelMatchers"] as? [[String: Any]] ?? []).map { matcher in
      ["label", "op", "value"].map { matcher[$0] as? String ?? "" }
    }
    let found = selector.matchers.map { [$0.name, $0.comparison.rawValue, $0.value] }
    return Set(found) == Set(expected) && found.count == expected.count ? nil : "matchers \(found)"
  }

  private func difference(from binary: BinaryOperation) -> String? {
    let names: [String: BinaryOperator] = [
      "ADD": .add, "SUB": .subtract, "MUL": .multiply, "DIV": .divide, "MOD": .modulo,
      "POW": .power, "EQLC": .equal, "NEQ": .notEqual, "GTR": .greater, "LSS": .less,
      "GTE": .greaterOrEqual, "LTE": .lessOrEqual, "LAND": .and, "LOR": .or, "LUNLESS": .unless,
    ]
    guard names[tree["Op"] as? String ?? ""] == binary.operation,
      tree["ReturnBool"] as? Bool ?? false == binary.returnsBool
    else { return "operator \(binary.operation)" }
    if let matching = tree["VectorMatching"] as? [String: Any] {
      let labels = matching["MatchingLabels"] as? [String] ?? []
      let include = matching["Include"] as? [String] ?? []
      let grouping: VectorMatching.Grouping =
        switch matching["Card"] as? String {
        case "CardManyToOne": .left(include)
        case "CardOneToMany": .right(include)
        default: .oneToOne
        }
      let expected = VectorMatching(
        labels: matching["On"] as? Bool ?? false ? .on(labels) : .ignoring(labels),
        grouping: grouping
      )
      guard expected == binary.matching else { return "matching \(binary.matching)" }
    }
    return child("LHS", binary.left) ?? child("RHS", binary.right)
  }

  private func difference(from aggregation: Aggregation) -> String? {
    let labels = tree["Grouping"] as? [String] ?? []
    let grouping: Aggregation.Grouping =
      tree["Without"] as? Bool ?? false ? .without(labels) : .by(labels)
    guard (tree["Op"] as? String)?.lowercased() == aggregation.operation.rawValue,
      grouping == aggregation.grouping
    else { return "aggregation \(aggregation)" }
    if let parameter = aggregation.parameter, let difference = child("Param", parameter) {
      return difference
    }
    return child("Expr", aggregation.expression)
  }

  // MARK: Values

  private var shift: TimeShift {
    var shift = TimeShift(offset: duration("OriginalOffset") ?? 0)
    if let call = tree["Timestamp"] as? [String: Any], let time = (call["args"] as? [Int])?.first {
      shift.anchor = .milliseconds(Int64(time))
    }
    switch tree["StartOrEnd"] as? String {
    case "START": shift.anchor = .start
    case "END": shift.anchor = .end
    default: break
    }
    return shift
  }

  private func number(_ name: String) -> Double? {
    if let call = tree[name] as? [String: Any] {
      return (call["args"] as? [Int])?.first.map { $0 < 0 ? -.infinity : .infinity }
    }
    return tree[name] as? Double
  }

  /// A duration as Go code, for example `5*time.Minute+30*time.Second`, in milliseconds.
  private func duration(_ name: String) -> Int64? {
    guard let text = tree[name] as? String else { return nil }
    let units: [Substring: Int64] = [
      "time.Millisecond": 1, "time.Second": 1000, "time.Minute": 60_000, "time.Hour": 3_600_000,
    ]
    return text.split(separator: "+").map { term in
      term.split(separator: "*").map { units[$0] ?? Int64($0) ?? 0 }.reduce(1, *)
    }
    .reduce(0, +)
  }

  private func same<Value: Equatable>(_ expected: Value?, _ found: Value) -> Bool {
    expected == found
  }
}
