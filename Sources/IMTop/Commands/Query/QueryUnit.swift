import ArgumentParser
import Charts
import PromQL

/// The unit in which the answer to a query is printed.
enum QueryUnit: String, ExpressibleByArgument, CaseIterable {
  /// Numbers as Prometheus prints them.
  case none
  case short
  case percent
  case seconds
  case bytes
  case perSecond = "per-second"

  /// The unit of the screen; nil for plain numbers.
  var unit: Charts.Unit? {
    switch self {
    case .none: nil
    case .short: .short
    case .percent: .percent
    case .seconds: .seconds
    case .bytes: .bytes
    case .perSecond: .perSecond
    }
  }

  /// The unit that the names in an expression tell, as Prometheus wants metrics to be named; `none`
  /// where they tell none, or where they are mixed or divided.
  static func fitting(_ expression: Expr) -> QueryUnit {
    switch expression.unwrapped.node {
    case .vector(let selector): return ofName(selector.metricName ?? "")
    case .matrix(let matrix): return ofName(matrix.selector.metricName ?? "")
    case .subquery(let subquery): return fitting(subquery.expression)
    case .unary(_, let operand): return fitting(operand)
    case .aggregation(let aggregation):
      let isCount = aggregation.operation == .count || aggregation.operation == .countValues
      return isCount || aggregation.operation == .group ? .none : fitting(aggregation.expression)
    case .call(let call): return fitting(call)
    case .binary(let binary): return fitting(binary)
    case .number, .string, .parentheses: return .none
    }
  }

  private static func ofName(_ name: String) -> QueryUnit {
    let suffixes: [(suffix: String, unit: QueryUnit)] = [
      ("_timestamp_seconds", .none), ("_start_time_seconds", .none), ("_seconds", .seconds),
      ("_seconds_sum", .seconds), ("_seconds_bucket", .none), ("_bytes", .bytes),
      ("_bytes_sum", .bytes), ("_bytes_total", .bytes), ("_ratio", .percent),
    ]
    return suffixes.first { name.hasSuffix($0.suffix) }?.unit ?? .none
  }

  private static func fitting(_ call: FunctionCall) -> QueryUnit {
    switch call.name {
    case "rate", "irate", "deriv":
      // Seconds a second are a share, bytes a second have no unit of their own here.
      let inner = call.arguments.first.map(fitting) ?? .none
      let name = call.arguments.first?.selectors.first?.metricName ?? ""
      return inner == .none && !name.hasSuffix("_seconds_total") ? .perSecond : .none
    case "histogram_quantile":
      let name = call.arguments.last?.selectors.first?.metricName ?? ""
      let family = name.hasSuffix("_bucket") ? String(name.dropLast(7)) : name
      return ofName(family)
    case "histogram_fraction": return .percent
    case "increase", "delta", "idelta", "sum_over_time", "avg_over_time", "min_over_time",
      "max_over_time", "last_over_time", "quantile_over_time", "abs", "ceil", "floor", "round",
      "clamp", "clamp_min", "clamp_max", "sort", "sort_desc", "label_replace", "label_join",
      "predict_linear", "stddev_over_time":
      return call.arguments.first { $0.type != .scalar && $0.type != .string }.map(fitting)
        ?? .none
    default: return .none
    }
  }

  private static func fitting(_ binary: BinaryOperation) -> QueryUnit {
    let (left, right) = (fitting(binary.left), fitting(binary.right))
    let isNumber = (binary.left.type == .scalar, binary.right.type == .scalar)
    switch binary.operation {
    case .add, .subtract: return left == right || isNumber.1 ? left : isNumber.0 ? right : .none
    case .and, .or, .unless: return left
    case .multiply, .divide, .modulo, .power, .atan2: return .none
    default: return binary.returnsBool ? .none : left
    }
  }
}
