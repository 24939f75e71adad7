public import PromQL
public import StrictYAML

/// One rule of a rule file: an alert, or a series that is recorded.
public struct Rule: Sendable {
  /// What the rule is for.
  public enum Kind: Hashable, Sendable {
    /// It raises an alert while its expression gives samples.
    case alert
    /// What its expression gives is stored under the rule's name.
    case record
  }

  /// A label or an annotation.
  public struct Text: Sendable {
    /// The name.
    public var name: String
    /// What it says: a template in an alert, a plain text in a record.
    public var template: Template
    /// Where the value stands, as a mistake without words.
    public var place: DocumentError

    /// The text as it was written.
    public var value: String { template.source }
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
  /// Labels added to the rule's samples, those of the group among them.
  public var labels: [Text]
  /// Annotations.
  public var annotations: [Text]
  /// Seconds for which the limit with which an alert began goes on counting while it fires, of the
  /// annotation `limit_holds`; 0 without one.
  public var limitHoldSeconds: Double {
    annotation("limit_holds").flatMap(PromQL.milliseconds(ofDuration:)).map { Double($0) / 1000 }
      ?? 0
  }
  /// The file and line where the rule stands.
  public var origin: String

  /// An annotation's template.
  public func annotation(_ name: String) -> String? {
    annotations.last { $0.name == name }?.value
  }
}
