public import MetricsModel
import PromQL

extension Rule {
  /// Where in its life an alert is while it says something.
  enum Stage: Hashable {
    /// The condition holds.
    case holding
    /// The condition holds no more, the alert is kept firing.
    case passing
    /// The alert resolved.
    case past
  }

  /// What the values of a label `severity` stand for, in lower case.
  public static let severities: [String: AlertStatus.Severity] = [
    "critical": .critical, "page": .critical, "error": .critical, "high": .critical,
    "fatal": .critical, "p1": .critical, "warning": .warning, "warn": .warning,
    "medium": .warning, "p2": .warning, "p3": .warning, "info": .info, "none": .info,
    "low": .info, "p4": .info, "p5": .info,
  ]

  /// The units of an annotation `unit`.
  public static let units = ["count", "percent", "seconds", "per second"]

  /// The severity that a label `severity` names; `warning` without one.
  func severity(in labels: Labels) -> AlertStatus.Severity {
    labels["severity"].flatMap { Self.severities[$0.lowercased()] } ?? .warning
  }

  /// Whether a value is further beyond the rule's limit than another one.
  func isWorse(_ value: Double, than other: Double) -> Bool {
    switch expression.leadingComparison?.operation {
    case .less, .lessOrEqual: value < other
    default: value > other
    }
  }

  /// Value, limit and peak with the rule's unit.
  func reading(_ pair: RuleMeasure.Pair, peak: Double? = nil) -> AlertReading {
    let unit = annotation("unit")
    var reading = AlertReading(value: Self.text(of: pair.value, unit: unit))
    if let limit = pair.limit, let comparison = expression.leadingComparison?.operation {
      let sign = comparison == .equal ? "=" : comparison.rawValue
      reading.limit = "\(sign) \(Self.text(of: limit, unit: unit))"
    }
    if let peak { reading.peak = Self.text(of: peak, unit: unit) }
    return reading
  }

  /// What an alert says in one line: the summary, and how its value stands to the limit.
  func summary(_ context: TemplateContext, _ reading: AlertReading, _ stage: Stage) -> String {
    let text = annotations.last { $0.name == "summary" }?.template.text(context) ?? name
    guard annotation("unit") != nil else { return stage == .passing ? "\(text), no longer" : text }
    switch stage {
    case .holding:
      return
        "\(text): \([reading.value, reading.limit].filter { !$0.isEmpty }.joined(separator: " "))"
    case .passing:
      let over = "no longer \(reading.limit)"
      return "\(text): \([reading.value, over].filter { !$0.isEmpty }.joined(separator: ", "))"
    case .past:
      let limit = reading.limit.split(separator: " ", maxSplits: 1).last.map { ", limit \($0)" }
      return "\(text): \(isFalling ? "down" : "up") to \(reading.peak)\(limit ?? "")"
    }
  }

  /// What the rule says while nothing is wrong: the summary with `<instance>` for a label's value.
  var outline: String {
    guard let summary = annotations.last(where: { $0.name == "summary" }) else { return name }
    let labels = summary.value.split(separator: "$labels.").dropFirst().map { rest in
      let label = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      return Labels.Pair(label, "<\(label)>")
    }
    let text = try? summary.template.expanded(labels: Labels(labels), value: .nan)
    return text ?? name
  }

  private var isFalling: Bool {
    switch expression.leadingComparison?.operation {
    case .less, .lessOrEqual: true
    default: false
    }
  }

  /// A value with its unit; empty for no number.
  private static func text(of value: Double, unit: String?) -> String {
    if value.isNaN { return "" }
    guard value.isFinite else { return value.goDescription }
    return switch unit {
    case "count": value.formatted("%.0f")
    case "percent": (value * 100).formatted(value.magnitude < 10 ? "%.3g" : "%.0f") + "%"
    case "seconds": value < 1 ? (value * 1000).formatted("%.0f") + " ms" : value.humanizedDuration
    case "per second": (value.magnitude < 1000 ? value.formatted("%.3g") : value.humanized) + "/s"
    // A prefix m would read as minutes.
    default: value.magnitude < 1 ? value.formatted("%.3g") : value.humanized
    }
  }
}
