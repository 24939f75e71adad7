import MetricsModel

/// Pieces of PromQL as text.
enum PromQLText {
  /// A whole number of seconds as a duration: `15m`, `1h6m40s`.
  static func duration(_ seconds: Int) -> String {
    let units = [(604_800, "w"), (86_400, "d"), (3600, "h"), (60, "m"), (1, "s")]
    var left = max(1, seconds)
    var text = ""
    for (size, name) in units where left >= size {
      text += "\(left / size)\(name)"
      left %= size
    }
    return text
  }

  /// A number without a fraction that says nothing.
  static func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A metric with conditions on its labels.
  static func selector(_ metric: String, _ matchers: [String]) -> String {
    matchers.isEmpty ? metric : "\(metric){\(matchers.joined(separator: ", "))}"
  }

  /// The condition that a label has a value.
  static func equals(_ label: String, _ value: String) -> String {
    "\(Matcher(label, equals: value))"
  }

  /// The conditions that every one of some labels has its value.
  static func equals(_ labels: Labels) -> [String] {
    labels.withoutName.pairs.map { equals($0.name, $0.value) }
  }
}
