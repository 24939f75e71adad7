import LogModel

@testable import LogStream

/// The compact notation of Kibana's trees, as filters.
enum KQLNotation {
  /// The filter that a tree stands for; nil for what the language does not have.
  static func filter(_ tree: Any?, prefix: String = "") -> Filter? {
    guard let node = tree as? [String: Any] else { return nil }
    if let children = node["and"] as? [Any] { return joined(children, prefix) { .and($0, $1) } }
    if let children = node["or"] as? [Any] { return joined(children, prefix) { .or($0, $1) } }
    if let child = node["not"] { return filter(child, prefix: prefix).map { .not($0) } }
    if let nested = node["nested"] as? [Any], nested.count == 2, let name = nested[0] as? String {
      return filter(nested[1], prefix: prefix + name + ".")
    }
    if let range = node["range"] as? [Any], range.count == 3, let name = range[0] as? String,
      let sign = comparisons[range[1] as? String ?? ""]
    {
      let literal = text(range[2])
      let field = FilterParser.canonical(prefix + name)
      return .field(field, .compares(sign, Filter.Operand(literal)))
    }
    guard let match = node["is"] as? [Any], match.count == 2 else { return nil }
    return condition(match[0], match[1], prefix)
  }

  /// The filter's text with chains of `AND` and of `OR` taken apart, so that grouping does not count.
  static func normal(_ filter: Filter) -> String {
    switch filter {
    case .and: "(" + operands(filter, isAnd: true).joined(separator: " & ") + ")"
    case .or: "(" + operands(filter, isAnd: false).joined(separator: " | ") + ")"
    case .not(let operand): "!" + normal(operand)
    default: filter == .all ? "*" : filter.source
    }
  }

  private static let comparisons: [String: Filter.Comparison] = [
    "lt": .less, "lte": .lessOrEqual, "gt": .greater, "gte": .greaterOrEqual,
  ]

  private static func joined(
    _ children: [Any],
    _ prefix: String,
    _ join: (Filter, Filter) -> Filter
  ) -> Filter? {
    let filters = children.compactMap { filter($0, prefix: prefix) }
    guard filters.count == children.count, let first = filters.first else { return nil }
    return filters.dropFirst().reduce(first, join)
  }

  private static func condition(_ field: Any, _ value: Any, _ prefix: String) -> Filter? {
    let pattern = pattern(value)
    let name = (field as? [String: String])?["phrase"] ?? field as? String
    guard let name else {
      let isAny = (field as? [String: String])?["wildcard"] == "*" || !(field is [String: String])
      guard isAny else { return nil }
      return pattern.parts == ["", ""] ? .all : .text(pattern)
    }
    if name == "*", value as? String == "*" { return .all }
    let isPlain = (field as? String) != nil
    let canonical = isPlain ? FilterParser.canonical(prefix + name) : prefix + name
    if pattern.parts == ["", ""] || value as? String == "*" { return .field(canonical, .exists) }
    let whole = pattern.parts.joined(separator: "*")
    if NetworkText.isNetwork(whole) { return .field(canonical, .network(whole)) }
    return .field(canonical, .resembles(pattern))
  }

  private static func pattern(_ value: Any) -> Filter.TextPattern {
    if let node = value as? [String: String], let phrase = node["phrase"] {
      return Filter.TextPattern(parts: [phrase], isPhrase: true)
    }
    if let node = value as? [String: String], let wildcard = node["wildcard"] {
      let parts = wildcard.split(separator: "*", omittingEmptySubsequences: false)
      return Filter.TextPattern(parts: parts.map(String.init))
    }
    return Filter.TextPattern(parts: [text(value)])
  }

  private static func text(_ value: Any) -> String {
    if let text = value as? String { return text }
    if let node = value as? [String: String] { return node.values.first ?? "" }
    if let flag = value as? Bool { return flag ? "true" : "false" }
    return "null"
  }

  private static func operands(_ filter: Filter, isAnd: Bool) -> [String] {
    switch filter {
    case .and(let left, let right) where isAnd:
      operands(left, isAnd: true) + operands(right, isAnd: true)
    case .or(let left, let right) where !isAnd:
      operands(left, isAnd: false) + operands(right, isAnd: false)
    default: [normal(filter)]
    }
  }
}
