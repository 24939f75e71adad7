public import MetricsModel

/// What a panel's series are called: text in which `{{label}}` stands for a label's value.
public struct LegendTemplate: Sendable, Hashable {
  private enum Part: Hashable {
    case text(String)
    case label(String)
  }

  private let parts: [Part]

  /// The labels whose values it shows.
  public var labels: [String] {
    parts.compactMap { part in
      if case .label(let name) = part { name } else { nil }
    }
  }

  /// A template; nil where braces are not closed or hold no name of a label.
  public init?(_ text: String) {
    var parts: [Part] = []
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{") {
      parts.append(.text(String(rest[..<open.lowerBound])))
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(of: "}}") else { return nil }
      let name = rest[..<close.lowerBound].split(separator: " ")
      guard name.count == 1, name[0].allSatisfy(Self.isNamePart), !name[0].isEmpty else {
        return nil
      }
      parts.append(.label(String(name[0])))
      rest = rest[close.upperBound...]
    }
    parts.append(.text(String(rest)))
    self.parts = parts
  }

  /// The name of a series; a label that it does not have is left out, and said where nothing is left:
  /// `no path`.
  public func name(of labels: Labels) -> String {
    var missing: [String] = []
    let name = parts.map { part in
      switch part {
      case .text(let text): return text
      case .label(let name):
        if labels[name] == nil { missing.append("no \(name)") }
        return labels[name] ?? ""
      }
    }.joined()
    let isBlank = name.allSatisfy(\.isWhitespace) && !missing.isEmpty
    return isBlank ? missing.joined(separator: ", ") : name
  }

  /// The names of series without a template: by the labels in which they differ.
  ///
  /// The only one is called `title`; one that has none of these labels says which: `no path`.
  public static func names(of series: [Labels], title: String) -> [Labels: String] {
    var values: [String: Set<String?>] = [:]
    for name in Set(series.flatMap { $0.pairs.map(\.name) }) {
      values[name] = Set(series.map { $0[name] })
    }
    let telling = values.keys.filter { (values[$0]?.count ?? 0) > 1 }.sorted()
    return Dictionary(
      series.map { labels in
        let own = telling.compactMap { name in labels[name].map { (name, $0) } }
        let words = own.map { name, value in
          telling.count == 1 || name == Labels.metricName ? value : "\(name)=\(value)"
        }
        let none = telling.filter { $0 != Labels.metricName }.map { "no \($0)" }
        let nameless = none.isEmpty ? title : none.joined(separator: ", ")
        return (labels, words.isEmpty ? nameless : words.joined(separator: " "))
      }
    ) { $1 }
  }

  private static func isNamePart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_")
  }
}
