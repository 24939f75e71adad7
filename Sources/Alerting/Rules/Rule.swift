public import PromQL

/// One rule of a rule file: an alert, or a name for an expression.
public struct Rule: Sendable {
  /// What the rule is for.
  public enum Kind: Hashable, Sendable {
    /// It raises an alert while its expression gives samples.
    case alert
    /// Its expression can be used under the rule's name.
    case record
  }

  /// What the rule is for.
  public var kind: Kind
  /// The alert's or the record's name.
  public var name: String
  /// The expression.
  public var expression: Expr
  /// Seconds for which the expression must give a sample before the alert fires (`for`).
  public var holdSeconds: Double
  /// Seconds for which the alert goes on firing after the last sample (`keep_firing_for`).
  public var keepFiringSeconds: Double
  /// Labels added to the alert's own; values are templates.
  public var labels: [(name: String, value: String)]
  /// Annotations; values are templates.
  public var annotations: [(name: String, value: String)]
  /// The file and line where the rule stands.
  public var origin: String

  /// An annotation's template.
  public func annotation(_ name: String) -> String? {
    annotations.last { $0.name == name }?.value
  }
}
