import LogModel
import MetricsModel

/// The part of a filter that label matchers can say.
///
/// Only conjunctions of simple conditions on single fields translate; everything else can be
/// answered by the log alone.
struct FilterMatchers {
  /// A condition on a field, to be tried on every label that may hold the field.
  struct Condition {
    var labels: [String]
    var comparison: Matcher.Operator
    var value: String
  }

  var conditions: [Condition]

  /// The labels under which metrics keep a field of the log.
  static let labels: [String: [String]] = [
    "path": ["path", "route", "uri", "url", "handler", "endpoint"],
    "status": ["status", "code", "status_code"],
    "method": ["method", "verb"],
    "instance": ["instance"],
    "reason": ["reason"],
    "level": ["level"],
  ]

  /// The conditions of `filter`; nil when it says something that labels cannot.
  init?(_ filter: Filter) {
    conditions = []
    guard collect(filter, negated: false) else { return nil }
  }

  private mutating func collect(_ filter: Filter, negated: Bool) -> Bool {
    switch filter {
    case .all: return !negated
    case .and(let left, let right) where !negated:
      return collect(left, negated: false) && collect(right, negated: false)
    case .or: return collect(alternatives: filter, negated: negated)
    case .not(let inner): return collect(inner, negated: !negated)
    case .field(let name, let condition):
      guard let labels = Self.labels[name], let pattern = Self.pattern(condition) else {
        return false
      }
      add(labels, pattern, negated: negated)
      return true
    case .and, .text: return false
    }
  }

  /// `path:a or path:b` is one condition, as long as all sides speak of one field.
  private mutating func collect(alternatives filter: Filter, negated: Bool) -> Bool {
    var names: Set<String> = []
    var patterns: [String] = []
    var open = [filter]
    while let next = open.popLast() {
      switch next {
      case .or(let left, let right): open += [left, right]
      case .field(let name, let condition):
        guard let pattern = Self.pattern(condition) else { return false }
        names.insert(name)
        patterns.append(pattern)
      default: return false
      }
    }
    guard names.count == 1, let name = names.first, let labels = Self.labels[name] else {
      return false
    }
    add(labels, patterns.sorted().joined(separator: "|"), negated: negated)
    return true
  }

  private mutating func add(_ labels: [String], _ pattern: String, negated: Bool) {
    conditions.append(
      Condition(labels: labels, comparison: negated ? .matchesNot : .matches, value: pattern)
    )
  }

  /// The condition as a regular expression over whole values.
  private static func pattern(_ condition: Filter.Condition) -> String? {
    switch condition {
    case .equals(let text): return Filter.TextPattern.escaped(text)
    case .resembles(let pattern):
      let text = pattern.joined(Filter.TextPattern.escaped) { $0 == .anything ? ".*" : "." }
      return "(?i:\(text))"
    case .range(let lower?, true, let upper?, true):
      guard let first = Int(lower.text), let last = Int(upper.text) else { return nil }
      return statuses { $0 >= first && $0 <= last }
    case .compares(let comparison, let operand):
      guard let bound = Int(operand.text) else { return nil }
      switch comparison {
      case .less: return statuses { $0 < bound }
      case .lessOrEqual: return statuses { $0 <= bound }
      case .greater: return statuses { $0 > bound }
      case .greaterOrEqual: return statuses { $0 >= bound }
      }
    default: return nil
    }
  }

  /// The HTTP statuses that pass, as alternatives.
  private static func statuses(_ passes: (Int) -> Bool) -> String? {
    let passing = (100...599).filter(passes)
    return passing.isEmpty ? nil : passing.map(String.init).joined(separator: "|")
  }
}
