import MetricsModel
import PromQL

/// One alert of a rule: its life, and what it says at every moment of it.
struct LiveAlert: Sendable {
  /// Seconds between two questions for contributors.
  static let contributorInterval = 5.0

  /// What is told of the alert.
  private(set) var status: AlertStatus
  private var machine = AlertMachine()
  private var peak: Double?
  private var contributorsAt: Timestamp?

  /// An alert that is about to be observed; `begin` says since when its condition holds, where that is
  /// known from the past.
  init(_ status: AlertStatus, activeSince begin: Timestamp?) {
    self.status = status
    if let begin { machine = AlertMachine(activeSince: begin) }
  }

  /// Whether there is nothing left to tell.
  var isOver: Bool { machine.phase == .inactive }

  /// Takes note of what the rule gives for the alert at `now`.
  ///
  /// `value` is the expression's, nil where it gives none any more; what the value is then, and the
  /// limit, is read off `measure`.
  mutating func observe(_ value: Double?, of rule: Rule, _ measure: RuleMeasure?, at now: Timestamp)
  {
    let transition = machine.observe(
      isActive: value != nil,
      at: now,
      hold: rule.holdSeconds,
      keep: rule.keepFiringSeconds
    )
    if transition == .pending || transition == .fired && rule.holdSeconds <= 0 { peak = nil }
    if transition == .fired { contributorsAt = nil }
    if let value { peak = peak.map { rule.isWorse(value, than: $0) ? value : $0 } ?? value }
    take(machine.phase)
    guard status.state != .resolved else {
      if transition == .resolved { tell(rule, .past) }
      return
    }
    let pair = measure?.pair(of: status.labels)
    status.value = value ?? pair?.value
    status.limit = measure?.limit(of: status.labels) ?? status.limit
    tell(rule, value == nil ? .passing : .holding)
  }

  /// Asks what contributes, while the alert fires, every now and then.
  mutating func askContributors(
    of rule: Rule,
    at now: Timestamp,
    _ source: RuleEngine.ContributorSource
  ) {
    guard status.state == .firing, let since = status.since,
      let filter = rule.annotation("contributors"),
      contributorsAt.map({ now.seconds(since: $0) >= Self.contributorInterval }) ?? true
    else { return }
    contributorsAt = now
    let found = source(filter, since)
    if !found.isEmpty { status.contributors = found }
  }

  private mutating func tell(_ rule: Rule, _ stage: Rule.Stage) {
    let pair = RuleMeasure.Pair(value: status.value ?? .nan, limit: status.limit)
    status.reading = rule.reading(pair, peak: peak)
    status.summary = rule.summary(
      labels: status.labels,
      value: stage == .past ? peak ?? .nan : pair.value,
      status.reading,
      stage
    )
  }

  /// Takes over how far the alert's machine has come.
  private mutating func take(_ phase: AlertMachine.Phase) {
    switch phase {
    case .inactive: (status.state, status.since) = (.inactive, nil)
    case .pending(let since): (status.state, status.since, status.began) = (.pending, since, since)
    case .firing(let since, _): (status.state, status.since, status.began) = (.firing, since, since)
    case .resolved(let at): (status.state, status.since) = (.resolved, at)
    }
  }
}
