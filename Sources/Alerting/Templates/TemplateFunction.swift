import MetricsModel
import Patterns

/// The functions of templates: one row each, named as in Prometheus.
enum TemplateFunction {
  typealias Body = @Sendable ([TemplateValue]) -> TemplateValue?

  static let table: [String: Body] = [
    "humanize": number { .text($0.humanized) },
    "humanize1024": number { .text($0.humanizedBinary) },
    "humanizePercentage": number { .text($0.humanizedPercentage) },
    "humanizeDuration": number { .text($0.humanizedDuration) },
    "title": text { .text($0.split(separator: " ").map(\.capitalized).joined(separator: " ")) },
    "toUpper": text { .text($0.uppercased()) },
    "toLower": text { .text($0.lowercased()) },
    "print": { .text($0.map(\.description).joined()) },
    "printf": printf,
    "reReplaceAll": replace,
  ]

  private static func number(_ body: @escaping @Sendable (Double) -> TemplateValue) -> Body {
    { arguments in
      guard arguments.count == 1 else { return nil }
      switch arguments[0] {
      case .number(let value): return body(value)
      case .text(let text): return Double(text).map(body)
      case .labels: return nil
      }
    }
  }

  private static func text(_ body: @escaping @Sendable (String) -> TemplateValue) -> Body {
    { arguments in
      guard arguments.count == 1, case .text(let text) = arguments[0] else { return nil }
      return body(text)
    }
  }

  private static func replace(_ arguments: [TemplateValue]) -> TemplateValue? {
    guard arguments.count == 3, case .text(let pattern) = arguments[0],
      case .text(let template) = arguments[1], case .text(let subject) = arguments[2],
      let compiled = try? Pattern(pattern, dialect: .re2)
    else { return nil }
    return .text(compiled.replacingAll(in: subject, with: template))
  }

  /// Go's `printf` with the verbs that templates use: `%s %v %q %d %f %e %g %%`, flags and widths.
  private static func printf(_ arguments: [TemplateValue]) -> TemplateValue? {
    guard case .text(let format)? = arguments.first else { return nil }
    var rest = arguments.dropFirst()
    var result = ""
    var scanned = Substring(format)
    while let percent = scanned.firstIndex(of: "%") {
      result += scanned[..<percent]
      let after = scanned[scanned.index(after: percent)...]
      let flags = after.prefix { "+-# 0123456789.".contains($0) }
      guard let verb = after.dropFirst(flags.count).first else { return nil }
      scanned = after.dropFirst(flags.count + 1)
      if verb == "%" {
        result += "%"
      } else if let value = rest.popFirst(),
        let text = formatted(value, verb: verb, flags: String(flags))
      {
        result += text
      } else {
        return nil
      }
    }
    return .text(result + scanned)
  }

  private static func formatted(
    _ value: TemplateValue,
    verb: Character,
    flags: String
  ) -> String? {
    guard flags.count <= 8, flags.split(separator: ".").allSatisfy({ (Int($0) ?? 0) <= 100 })
    else { return nil }
    switch (verb, value) {
    case ("f", .number(let number)), ("e", .number(let number)), ("g", .number(let number)):
      return number.isFinite ? number.formatted("%\(flags)\(verb)") : number.goDescription
    case ("d", .number(let number)): return number.formatted("%\(flags).0f")
    case ("q", .text(let text)): return "\"\(text)\""
    case ("s", _), ("v", _): return value.description
    default: return nil
    }
  }
}

extension Substring {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
