import MetricsModel

extension Rule {
  /// The severity that the rule's `severity` label names; `warning` without one.
  var severity: AlertStatus.Severity {
    switch labels.last(where: { $0.name == "severity" })?.value.lowercased() {
    case "critical", "page", "error", "high", "fatal", "p1": .critical
    case "info", "none", "low", "p4", "p5": .info
    default: .warning
    }
  }

  /// What an alert says in one line: the summary, the value, and the limit it is held against.
  func summary(labels: Labels, value: Double, limit: Double?, comparison: String?) -> String {
    let template = annotation("summary") ?? name
    let text: String
    do throws(TemplateError) {
      text = try Template(template).expanded(labels: labels, value: value)
    } catch {
      text = "\(template) (\(error))"
    }
    guard let unit = annotation("unit") else { return text }
    let number = Self.text(of: value, unit: unit)
    guard let limit, let comparison else { return "\(text): \(number)" }
    return "\(text): \(number) \(comparison) \(Self.text(of: limit, unit: unit))"
  }

  /// What the rule says while nothing is wrong: the summary with `<instance>` for a label's value.
  var outline: String {
    guard let summary = annotation("summary") else { return name }
    let labels = summary.split(separator: "$labels.").dropFirst().map { rest in
      let label = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      return Labels.Pair(label, "<\(label)>")
    }
    let text = try? Template(summary).expanded(labels: Labels(labels), value: .nan)
    return text ?? name
  }

  private static func text(of value: Double, unit: String) -> String {
    switch unit {
    case "count": value.isFinite ? value.formatted("%.0f") : value.goDescription
    case "percent": value.isFinite ? (value * 100).formatted("%.3g") + "%" : value.goDescription
    case "seconds": value < 1 ? (value * 1000).formatted("%.0f") + " ms" : value.humanizedDuration
    case "per second": value.isFinite ? value.formatted("%.3g") + "/s" : value.goDescription
    default: value.humanized
    }
  }
}
