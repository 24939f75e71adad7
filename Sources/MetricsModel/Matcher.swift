public import Patterns

/// A condition on one label, as in `path=~"/api/.*"`.
///
/// An absent label matches as if its value were empty. Regular expressions match whole values.
public struct Matcher: Sendable {
  /// How the label's value is compared.
  public enum Operator: String, Sendable {
    /// The value is the same.
    case equal = "="
    /// The value differs.
    case notEqual = "!="
    /// The whole value matches the regular expression.
    case matches = "=~"
    /// The whole value does not match the regular expression.
    case matchesNot = "!~"
  }

  /// The label's name.
  public let name: String
  /// The comparison.
  public let comparison: Operator
  /// The value or the regular expression's source.
  public let value: String

  private let pattern: Pattern?

  /// A matcher; throws when `value` is no regular expression where one is needed.
  public init(_ name: String, _ comparison: Operator, _ value: String) throws(PatternError) {
    self.name = name
    self.comparison = comparison
    self.value = value
    switch comparison {
    case .equal, .notEqual: self.pattern = nil
    case .matches, .matchesNot: self.pattern = try Pattern(value, dialect: .re2)
    }
  }

  /// A matcher for one exact value.
  public init(_ name: String, equals value: String) {
    self.name = name
    self.comparison = .equal
    self.value = value
    self.pattern = nil
  }

  /// Whether the label's value (empty where the label is absent) satisfies the condition.
  public func matches(_ candidate: String) -> Bool {
    switch comparison {
    case .equal: candidate == value
    case .notEqual: candidate != value
    case .matches: pattern?.matchesWhole(candidate) ?? false
    case .matchesNot: !(pattern?.matchesWhole(candidate) ?? false)
    }
  }

  /// Whether a series with these labels satisfies the condition.
  public func matches(_ labels: Labels) -> Bool { matches(labels[name] ?? "") }
}

extension Matcher: Hashable {
  /// Whether both say the same.
  public static func == (left: Matcher, right: Matcher) -> Bool {
    left.name == right.name && left.comparison == right.comparison && left.value == right.value
  }

  /// Hashes what the matcher says.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(comparison)
    hasher.combine(value)
  }
}

extension Matcher: CustomStringConvertible {
  /// The matcher as PromQL writes it: `path=~"/api/.*"`.
  public var description: String { "\(name)\(comparison.rawValue)\(quoted(value))" }
}
