import MetricsModel
import PromQL

/// A rule between two evaluations: its alerts, and what is told of it.
struct RuleState: Sendable {
  let rule: Rule
  /// The rule's number among all, under which its series are recorded.
  let producer: Int
  /// The alerts by their labels.
  var alerts: [Labels: LiveAlert] = [:]
  /// What is told of the rule and its alerts.
  var statuses: [AlertStatus] = []
  /// How far the quiet rule was from its limit, and when that was looked up.
  var measured: (at: Timestamp, value: Measured)?
  /// When it was looked up last since when the rule's alerts hold.
  var lookedBack: Timestamp?
  /// Whether the past of what the rule records has been computed.
  var hasPast = false
  private var expansion: Result<Expr, PromQLError>?
  private var last: Timestamp?

  /// How far a quiet rule is from its limit.
  struct Measured: Sendable {
    var value: Double?
    var limit: Double?
    var reading = AlertReading()
  }

  /// The names of the series that say how alerts stand.
  static let alertSeriesNames: Set = ["ALERTS", "ALERTS_FOR_STATE"]

  init(_ rule: Rule, producer: Int) {
    self.rule = rule
    self.producer = producer
  }

  /// The rule's expression with every name replaced by what it stands for.
  mutating func expanded(_ definitions: [String: Expr]) throws(PromQLError) -> Expr {
    if let expansion { return try expansion.get() }
    let result: Result<Expr, PromQLError>
    do throws(PromQLError) {
      result = .success(try rule.expression.expanding(definitions))
    } catch {
      result = .failure(error)
    }
    expansion = result
    return try result.get()
  }

  /// Forgets what names stood for.
  mutating func forgetExpansion() {
    expansion = nil
    measured = nil
  }

  /// The time of an evaluation that is to be at `time`: not before the one before it, where lines
  /// have only become later; a clock that was set back is followed.
  mutating func moment(_ time: Timestamp) -> Timestamp {
    let isNear = last.map { $0.seconds(since: time) < 10 } ?? false
    let moment = isNear ? max(time, last ?? time) : time
    last = moment
    return moment
  }

  /// The status of the rule without an alert.
  func status(_ state: AlertStatus.State) -> AlertStatus {
    AlertStatus(
      rule: rule.name,
      state: state,
      severity: rule.severity(in: rule.fixedLabels),
      summary: rule.outline,
      expression: rule.expression.description
    )
  }
}
