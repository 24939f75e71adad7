public import Patterns

/// One step of relabelling, as `relabel_configs` and `metric_relabel_configs` have them, with Prometheus'
/// meaning.
public struct RelabelRule: Sendable, Hashable {
  /// What the step does.
  public enum Action: String, Sendable, CaseIterable {
    /// Sets a label from what the expression captures; the usual action.
    case replace
    /// Drops the target or series unless the expression matches.
    case keep
    /// Drops the target or series if the expression matches.
    case drop
    /// Drops the target or series unless the joined values equal the label's.
    case keepequal
    /// Drops the target or series if the joined values equal the label's.
    case dropequal
    /// Sets a label to the hash of the joined values modulo a number.
    case hashmod
    /// Copies labels whose names match under other names.
    case labelmap
    /// Removes labels whose names match.
    case labeldrop
    /// Removes labels whose names do not match.
    case labelkeep
    /// Sets a label to the joined values in lower case.
    case lowercase
    /// Sets a label to the joined values in upper case.
    case uppercase
  }

  /// The labels whose values are joined.
  public var sourceLabels: [String] = []
  /// What stands between the joined values.
  public var separator = ";"
  /// What the joined values, or the labels' names, are matched against as a whole.
  public var pattern: Pattern
  /// The number of `hashmod`.
  public var modulus: UInt64 = 0
  /// The label that is set, possibly with captures in it: `${1}_name`.
  public var targetLabel = ""
  /// What it is set to, or the name that a label is copied to.
  public var replacement = "$1"
  /// What the step does.
  public var action: Action

  /// A step that does `action` where the whole matches `pattern`.
  public init(_ action: Action, _ pattern: Pattern) {
    self.action = action
    self.pattern = pattern
  }

  /// Applies the step to labels; false when it drops them.
  func apply(to labels: inout [String: String]) -> Bool {
    let value = sourceLabels.map { labels[$0] ?? "" }.joined(separator: separator)
    switch action {
    case .keep: return pattern.matchesWhole(value)
    case .drop: return !pattern.matchesWhole(value)
    case .keepequal: return labels[targetLabel] ?? "" == value
    case .dropequal: return labels[targetLabel] ?? "" != value
    case .replace: replace(value, in: &labels)
    case .lowercase: set(targetLabel, value.lowercased(), in: &labels)
    case .uppercase: set(targetLabel, value.uppercased(), in: &labels)
    case .hashmod:
      let rest = modulus == 0 ? 0 : MD5.lastWord(of: Array(value.utf8)) % modulus
      set(targetLabel, String(rest), in: &labels)
    case .labelmap:
      for (name, value) in labels {
        if let copy = pattern.expanding(replacement, matchingWhole: name) {
          set(copy, value, in: &labels)
        }
      }
    case .labeldrop: labels = labels.filter { !pattern.matchesWhole($0.key) }
    case .labelkeep: labels = labels.filter { pattern.matchesWhole($0.key) }
    }
    return true
  }

  private func replace(_ value: String, in labels: inout [String: String]) {
    guard let name = pattern.expanding(targetLabel, matchingWhole: value), !name.isEmpty,
      let result = pattern.expanding(replacement, matchingWhole: value)
    else { return }
    set(name, result, in: &labels)
  }

  /// An empty value takes the label away.
  private func set(_ name: String, _ value: String, in labels: inout [String: String]) {
    labels[name] = value.isEmpty || name.isEmpty ? nil : value
  }
}

extension [RelabelRule] {
  /// The labels after all steps; nil where one of them drops what has them.
  public func apply(to labels: [String: String]) -> [String: String]? {
    var labels = labels
    for rule in self where !rule.apply(to: &labels) { return nil }
    return labels
  }
}
