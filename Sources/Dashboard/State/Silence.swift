import MetricsModel

/// Alerts of which nothing is said for a while, on this screen only.
struct Silence: Hashable, Sendable {
  /// The rule's name; `*` stands for any text.
  var rule: String
  /// Values that an alert's labels must have.
  var labels: [Label]
  /// When it ends, on the host's clock.
  var until: Timestamp

  /// A label and its value.
  struct Label: Hashable, Sendable {
    var name: String
    var value: String
  }

  /// Whether an alert is meant.
  func covers(_ alert: AlertStatus) -> Bool {
    Self.resembles(alert.rule, rule) && labels.allSatisfy { alert.labels[$0.name] == $0.value }
  }

  /// What is silenced, as it is typed: `TargetDown instance=gw-1`.
  var text: String {
    ([rule] + labels.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
  }

  /// Whether a name is the pattern's, whatever its case.
  static func resembles(_ name: String, _ pattern: String) -> Bool {
    let parts = pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return name.lowercased() == pattern.lowercased()
    }
    var rest = Substring(name.lowercased())
    guard rest.hasPrefix(first) else { return false }
    rest = rest.dropFirst(first.count)
    guard rest.count >= last.count, rest.hasSuffix(last) else { return false }
    rest = rest.dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}
