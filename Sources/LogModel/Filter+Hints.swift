extension Filter {
  /// What of the filter is likely another language's and means something else here, with what to write
  /// instead: a sentence each, in order.
  ///
  /// It is no mistake, since a log may have such texts: worth telling where nothing passes.
  public var hints: [String] {
    var hints: [String] = []
    collect(&hints)
    return hints
  }

  private func collect(_ hints: inout [String]) {
    var hint: String?
    switch self {
    case .all: break
    case .not(let inner): inner.collect(&hints)
    case .or(let left, let right):
      left.collect(&hints)
      right.collect(&hints)
    case .and:
      let parts = conjuncts
      for (index, part) in parts.enumerated() {
        if let hint = Self.foreignOperator(parts[index...]), !hints.contains(hint) {
          hints.append(hint)
        }
        part.collect(&hints)
      }
    case .text(let pattern):
      if !pattern.isPhrase, pattern.parts == ["|"] {
        hint = "| is a word to search for; write or between two conditions"
      }
    case .field(let name, .equals(let text)) where text.contains("*") && text != "*":
      hint = "= is exact; write \(name):\(text) where * stands for anything"
    case .field(let name, .resembles(let pattern))
    where !pattern.isPhrase && pattern.parts.contains { $0.contains("|") }:
      let values = Self.list(pattern.joined().split { $0 == "|" })
      hint = "| is a part of the value; write \(name):(\(values))"
    case .field: break
    }
    if let hint, !hints.contains(hint) { hints.append(hint) }
  }

  /// The conditions that must all hold, from left to right.
  private var conjuncts: [Filter] {
    guard case .and(let left, let right) = self else { return [self] }
    return left.conjuncts + right.conjuncts
  }

  /// What is said of SQL's words between a field and its values: `status in (500,404)`.
  private static func foreignOperator(_ parts: ArraySlice<Filter>) -> String? {
    let words = parts.prefix { if case .text = $0 { true } else { false } }
      .compactMap { if case .text(let pattern) = $0 { pattern } else { nil } }
    guard words.count > 2, !words[1].isPhrase, !words[0].isPhrase else { return nil }
    let (name, word) = (words[0].joined(), words[1].joined().lowercased())
    guard let field = FilterField(named: name) else { return nil }
    let values = words.dropFirst(2).flatMap { $0.joined().split { $0 == "," } }
      .map { value in value.filter { !"'[]".contains($0) } }.filter { !$0.isEmpty }
    guard let first = values.first else { return nil }
    let pattern = first.replacing("%", with: "*")
    let proposal: String
    switch word {
    case "in": proposal = "\(field.rawValue):(\(list(values)))"
    case "like": proposal = "\(field.rawValue):\(pattern)"
    case "contains": proposal = "\(field.rawValue):*\(pattern)*"
    case "between" where values.count > 1:
      proposal = "\(field.rawValue):[\(first) TO \(values[1])]"
    default: return nil
    }
    return "\(word) is a word to search for; write \(proposal)"
  }

  private static func list(_ values: [some StringProtocol]) -> String {
    values.filter { !$0.isEmpty }.prefix(4).joined(separator: " or ")
  }
}
