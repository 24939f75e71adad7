import MetricsModel
import PromQL

/// One alert of a rule: its life, and what it says at every moment of it.
struct LiveAlert: Sendable {
  /// What is told of the alert.
  private(set) var status: AlertStatus
  /// The labels of the samples that the alert is about.
  private let sampleLabels: Labels
  private var machine = AlertMachine()
  private var peak: Double?
  private var contributorsAt: Timestamp?
  /// The limit with which the alert began, where its rule lets that one go on counting.
  private var firstLimit: Double?

  /// An alert that is about to be observed.
  ///
  /// `labels` are the alert's, those of the rule among them, and `sample` those of its sample; `begin`
  /// says since when its condition holds, where that is known from the past.
  init(of rule: Rule, labels: Labels, sample: Labels, activeSince begin: Timestamp?) {
    status = AlertStatus(
      rule: rule.name,
      labels: labels,
      state: .inactive,
      severity: rule.severity(in: labels),
      summary: rule.outline,
      expression: rule.expression.description
    )
    sampleLabels = sample
    if let begin { machine = AlertMachine(activeSince: begin) }
  }

  /// Takes over that the condition has held for longer than was known.
  mutating func learn(activeSince begin: Timestamp) { machine.learn(activeSince: begin) }

  /// Whether there is nothing left to tell.
  var isOver: Bool { machine.phase == .inactive }

  /// The alert's state as `ALERTS` has it; nil when it is neither pending nor firing.
  var seriesState: String? {
    switch machine.phase {
    case .pending: "pending"
    case .firing: "firing"
    case .inactive, .resolved: nil
    }
  }

  /// Takes note of what the rule gives for the alert at `now`.
  ///
  /// `sample` is the expression's, nil where it gives none any more; what the value is then, and the
  /// limit, is read off `measure`. `ask` answers the queries of templates.
  mutating func observe(
    _ sample: VectorSample?,
    of rule: Rule,
    _ measure: RuleMeasure?,
    at now: Timestamp,
    _ ask: @escaping TemplateContext.Query = { _ in [] }
  ) {
    let pair = measure?.pair(of: sampleLabels.withoutName)
    let isHeld = sample == nil && isBeyondFirstLimit(pair, rule, measure, at: now)
    let transition = machine.observe(
      isActive: sample != nil || isHeld,
      at: now,
      hold: rule.holdSeconds,
      keep: rule.keepFiringSeconds
    )
    if transition == .pending || transition == .fired && rule.holdSeconds <= 0 {
      peak = nil
      firstLimit = nil
    }
    if firstLimit == nil, sample != nil, rule.limitHoldSeconds > 0 { firstLimit = pair?.limit }
    if transition == .fired { contributorsAt = nil }
    if let value = sample?.value {
      peak = peak.map { rule.isWorse(value, than: $0) ? value : $0 } ?? value
    }
    take(machine.phase)
    guard status.state != .resolved || transition == .resolved else { return }
    if status.state != .resolved {
      status.value = sample?.value ?? pair?.value
      let limit = keepsFirstLimit(rule, at: now) ? firstLimit : nil
      status.limit = limit ?? measure?.limit(of: sampleLabels.withoutName) ?? status.limit
    }
    let shown = status.state == .resolved ? peak : status.value
    let context = TemplateContext(
      labels: sampleLabels,
      value: shown ?? .nan,
      now: now,
      query: ask
    )
    if sample != nil { status.annotations = rule.alertAnnotations(context) }
    status.isPassing = status.state == .firing && sample == nil && !isHeld
    tell(rule, context, sample == nil && !isHeld ? .passing : .holding)
  }

  /// Whether the limit with which the alert began still counts.
  private func keepsFirstLimit(_ rule: Rule, at now: Timestamp) -> Bool {
    guard case .firing(let since, _) = machine.phase else { return false }
    return now.seconds(since: since) < rule.limitHoldSeconds
  }

  /// Whether the alert goes on though its expression gives nothing: what it is about has become the
  /// baseline itself, and is no better.
  private func isBeyondFirstLimit(
    _ pair: RuleMeasure.Pair?,
    _ rule: Rule,
    _ measure: RuleMeasure?,
    at now: Timestamp
  ) -> Bool {
    guard let firstLimit, let value = pair?.value, keepsFirstLimit(rule, at: now) else {
      return false
    }
    return measure?.isBeyond(value, firstLimit) ?? false
  }

  /// Asks what contributes, while the alert fires, every now and then.
  mutating func askContributors(
    of rule: Rule,
    at now: Timestamp,
    _ source: RuleEngine.ContributorSource
  ) {
    guard status.state == .firing, let since = status.since,
      let filter = rule.annotation("contributors"),
      contributorsAt.map({ now.seconds(since: $0) >= Self.contributorPause(now, since) }) ?? true
    else { return }
    contributorsAt = now
    let found = source(filter, since)
    guard !found.isEmpty else { return }
    (status.contributors, status.contributorsAt) = (found, now)
  }

  /// Seconds between two questions for contributors: what has been going on for minutes changes slowly,
  /// and asking over all of its records costs as much each time.
  private static func contributorPause(_ now: Timestamp, _ since: Timestamp) -> Double {
    min(60, max(5, now.seconds(since: since) / 8))
  }

  private mutating func tell(_ rule: Rule, _ context: TemplateContext, _ stage: Rule.Stage) {
    let pair = RuleMeasure.Pair(value: status.value ?? .nan, limit: status.limit)
    status.reading = rule.reading(pair, peak: peak)
    let isResolved = status.state == .resolved
    status.summary = rule.summary(context, status.reading, isResolved ? .past : stage)
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
