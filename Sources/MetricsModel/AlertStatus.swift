/// One rule, or one alert of a rule, as it stands now.
public struct AlertStatus: Sendable, Equatable {
  /// How far an alert has come.
  public enum State: Sendable, Equatable {
    /// The condition does not hold.
    case inactive
    /// The rule cannot speak yet, and why: "no baseline", "3 of 4 targets", "restarted 12s ago".
    case silent(reason: String)
    /// The condition holds, but not yet for as long as the rule's `for`.
    case pending
    /// The condition holds.
    case firing
    /// The condition held until a moment ago; said once.
    case resolved
    /// The expression could not be evaluated, and why.
    case broken(reason: String)
  }

  /// How much it matters, from the rule's `severity` label.
  public enum Severity: Int, Sendable, Comparable {
    /// Worth knowing.
    case info
    /// Worth a look.
    case warning
    /// Worth being woken for.
    case critical

    /// Whether `left` matters less.
    public static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// The rule's name.
  public var rule: String
  /// The alert's labels, those of the rule among them, without the rule's name; empty for a rule
  /// without an alert.
  public var labels: Labels
  /// The expanded annotations of an alert by their names.
  public var annotations: [String: String]
  /// The state.
  public var state: State
  /// The severity.
  public var severity: Severity
  /// The expanded `summary` annotation: what, and how much against which limit; of a resolved alert
  /// how far it went.
  public var summary: String
  /// The value now; of a rule without an alert the one that is closest to its limit.
  public var value: Double?
  /// What the value is compared with, where the expression is a comparison.
  public var limit: Double?
  /// Value, limit and peak as text.
  public var reading: AlertReading
  /// Whether the alert fires on though its condition holds no more.
  public var isPassing = false
  /// When the condition began to hold, or when the alert resolved, on the rule's clock.
  public var since: Timestamp?
  /// When the condition began to hold, kept after the alert resolved.
  public var began: Timestamp?
  /// What contributes more than its normal share, the most telling first.
  public var contributors: [Contributor]
  /// When it was last asked who contributes; nil before the first time.
  public var contributorsAt: Timestamp?
  /// The rule's expression as PromQL.
  public var expression: String
  /// The PromQL behind the numbers, with what names such as `imtop:connections` stand for in their place.
  public var queries: Queries?

  /// The PromQL behind an alert's numbers.
  public struct Queries: Sendable, Equatable {
    /// The rule's expression.
    public var whole: String
    /// What gives the value; nil where the expression is no comparison.
    public var value: String?
    /// What gives the limit.
    public var limit: String?
    /// Whether a value is bad below its limit.
    public var isBadBelow = false

    /// The queries of an expression.
    public init(whole: String, value: String? = nil, limit: String? = nil) {
      self.whole = whole
      self.value = value
      self.limit = limit
    }
  }

  /// A status with the given values.
  public init(
    rule: String,
    labels: Labels = .empty,
    state: State,
    severity: Severity,
    summary: String,
    value: Double? = nil,
    since: Timestamp? = nil,
    contributors: [Contributor] = [],
    expression: String
  ) {
    self.rule = rule
    self.labels = labels
    self.annotations = [:]
    self.state = state
    self.severity = severity
    self.summary = summary
    self.value = value
    self.reading = AlertReading()
    self.since = since
    self.contributors = contributors
    self.expression = expression
  }

  /// What tells this alert from every other.
  public var identity: Identity { Identity(rule: rule, labels: labels) }

  /// A rule's name with an alert's labels.
  public struct Identity: Hashable, Sendable {
    /// The rule's name.
    public let rule: String
    /// The alert's labels.
    public let labels: Labels

    /// The identity of the alert of `rule` with `labels`.
    public init(rule: String, labels: Labels) {
      self.rule = rule
      self.labels = labels
    }
  }
}

/// A value that takes part in an alert, with its share now and its normal share.
public struct Contributor: Sendable, Equatable {
  /// The field: `message`, `path`, `client_ip`, `user_agent`, `instance`, `user_id`.
  public var field: String
  /// The field's value, masked, not yet made safe for the terminal.
  public var value: String
  /// The value's part of all now, 0...1.
  public var share: Double
  /// The value's part of all in the window before, 0...1; nil without a past.
  public var normalShare: Double?

  /// A contributor with the given shares.
  public init(field: String, value: String, share: Double, normalShare: Double?) {
    self.field = field
    self.value = value
    self.share = share
    self.normalShare = normalShare
  }
}
