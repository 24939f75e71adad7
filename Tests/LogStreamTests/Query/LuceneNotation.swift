import LogModel

@testable import LogStream

/// The trees of the JavaScript parser of Lucene's syntax, as filters; boosts are left out.
enum LuceneNotation {
  /// The filter that a tree stands for; nil for what the language does not have.
  static func filter(_ tree: Any?, of field: String? = nil) -> Filter? {
    guard let node = tree as? [String: Any] else { return nil }
    guard !node.isEmpty else { return .all }
    let named = node["field"] as? String
    let field = named == "<implicit>" ? field : named ?? field
    if node["term"] != nil || node["term_min"] != nil { return leaf(node, field) }
    guard var left = filter(node["left"], of: field) else { return nil }
    if node["start"] as? String == "NOT" { left = .not(left) }
    guard node["right"] != nil else { return left }
    guard let right = filter(node["right"], of: field) else { return nil }
    switch node["operator"] as? String {
    case "OR", "||": return .or(left, right)
    case "NOT", "AND NOT": return .and(left, .not(right))
    default: return .and(left, right)
    }
  }

  private static func leaf(_ node: [String: Any], _ field: String?) -> Filter? {
    guard !(node["similarity"] is Double), !(node["proximity"] is Int) else { return nil }
    let name = field.map { FilterParser.canonical(unescaped($0)) }
    if let lower = node["term_min"] as? String, let upper = node["term_max"] as? String {
      let included = node["inclusive"] as? String
      return name.map {
        .field(
          $0,
          .range(
            Filter.Operand(lower),
            includesLower: included == "both" || included == "left",
            Filter.Operand(upper),
            includesUpper: included == "both" || included == "right"
          )
        )
      }
    }
    guard let term = node["term"] as? String else { return nil }
    let isPhrase = node["quoted"] as? Bool ?? false
    let isExpression = node["regex"] as? Bool ?? false
    let filter =
      isExpression
      ? Filter.field(
        name ?? Filter.anyField,
        .expression(term.replacing("\\/", with: "/"))
      ) : condition(term, name, isPhrase: isPhrase)
    return node["prefix"] as? String == "-" || node["prefix"] as? String == "!"
      ? .not(filter) : filter
  }

  private static func condition(_ term: String, _ name: String?, isPhrase: Bool) -> Filter {
    if name == "_exists_" { return .field(term, .exists) }
    if let name, let sign = term.first.flatMap({ Filter.Comparison(rawValue: String($0)) }) {
      return .field(name, .compares(sign, Filter.Operand(String(term.dropFirst()))))
    }
    let pattern =
      isPhrase
      ? Filter.TextPattern(parts: [unescaped(term)], isPhrase: true) : pattern(of: term)
    return name.map { .field($0, .resembles(pattern)) } ?? .text(pattern)
  }

  /// The term's parts and wildcards.
  private static func pattern(of term: String) -> Filter.TextPattern {
    var parts = [""]
    var wildcards: [Filter.TextPattern.Wildcard] = []
    var isEscaped = false
    for character in term {
      if !isEscaped, let wildcard = Filter.TextPattern.Wildcard(rawValue: String(character)) {
        wildcards.append(wildcard)
        parts.append("")
      } else if isEscaped || character != "\\" {
        parts[parts.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return Filter.TextPattern(parts: parts, wildcards: wildcards)
  }

  private static func unescaped(_ text: String) -> String { pattern(of: text).joined() }
}
