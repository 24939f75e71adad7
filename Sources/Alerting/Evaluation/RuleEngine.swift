public import MetricsModel
public import PromQL

/// Evaluates rules and keeps the life of their alerts.
///
/// A value that one thread owns: time and series come in, statuses come out, nothing else happens.
public struct RuleEngine: Sendable {
  /// What stands out among the records that a log filter passes, against the time before `since`.
  public typealias ContributorSource = (_ filter: String, _ since: Timestamp) -> [Contributor]

  /// Seconds between two questions for an alert's contributors.
  static let contributorInterval = 5.0

  private var rules: [Rule]
  private var definitions: [String: Expr]
  private var alerts: [AlertStatus.Identity: Alert] = [:]
  private var expansions: [Int: Result<Expr, PromQLError>] = [:]

  /// The most alerts that one rule may have; further ones are counted in the rule's status.
  public static let alertLimit = 100

  private struct Alert: Sendable {
    var machine = AlertMachine()
    var status: AlertStatus
    var contributorsAt: Timestamp?

    /// Asks what contributes, while the alert fires, every now and then.
    mutating func askContributors(of rule: Rule, at now: Timestamp, _ source: ContributorSource) {
      guard status.state == .firing, let since = status.since,
        let filter = rule.annotation("contributors"),
        contributorsAt.map({ now.seconds(since: $0) >= RuleEngine.contributorInterval }) ?? true
      else { return }
      contributorsAt = now
      let found = source(filter, since)
      if !found.isEmpty { status.contributors = found }
    }
  }

  /// An engine without alerts.
  ///
  /// - Parameters:
  ///   - groups: The rules, in the order of the files; a later rule replaces an earlier one of the
  ///     same name.
  ///   - definitions: What names such as `imtop:connections` stand for.
  public init(groups: [RuleGroup], definitions: [String: Expr] = [:]) {
    let all = groups.flatMap(\.rules)
    rules = []
    self.definitions = [:]
    for rule in all where rule.kind == .alert {
      if let index = rules.firstIndex(where: { $0.name == rule.name }) {
        rules[index] = rule
      } else {
        rules.append(rule)
      }
    }
    records = all.filter { $0.kind == .record }
    define(definitions)
  }

  private let records: [Rule]

  /// Replaces what names such as `imtop:connections` stand for.
  public mutating func define(_ definitions: [String: Expr]) {
    self.definitions = definitions
    for record in records { self.definitions[record.name] = record.expression }
    expansions = [:]
  }

  /// Evaluates every rule at `now` and returns the statuses of all rules and alerts.
  ///
  /// `now` is on the clock of `source`; `contributors` is asked for alerts that fire and whose rule
  /// names a log filter.
  public mutating func evaluate(
    at now: Timestamp,
    source: any SeriesSource,
    contributors: ContributorSource = { _, _ in [] }
  ) -> [AlertStatus] {
    let evaluator = Evaluator(source: source)
    return rules.indices.flatMap { index in
      let rule = rules[index]
      do throws(PromQLError) {
        let expression = try expansion(of: index)
        if let reason = try silence(of: rule, expression, evaluator, at: now) {
          return quiet(rule, .silent(reason: reason), at: now)
        }
        let samples = try evaluator.instant(expression, at: now).samples
        return observe(
          rule,
          samples,
          limits: limits(of: expression, evaluator, at: now),
          at: now,
          contributors
        )
      } catch {
        return quiet(rule, .broken(reason: error.message), at: now)
      }
    }
  }

  private mutating func expansion(of index: Int) throws(PromQLError) -> Expr {
    if let known = expansions[index] { return try known.get() }
    let result: Result<Expr, PromQLError>
    do throws(PromQLError) {
      result = .success(try rules[index].expression.expanding(definitions))
    } catch {
      result = .failure(error)
    }
    expansions[index] = result
    return try result.get()
  }

  /// Why a rule cannot speak yet; nil when it can.
  private func silence(
    of rule: Rule,
    _ expression: Expr,
    _ evaluator: Evaluator,
    at now: Timestamp
  ) throws(PromQLError) -> String? {
    let missing = expression.metricNames?.sorted().first { $0.hasPrefix("imtop:") }
    if let missing { return "nothing offers \(missing.dropFirst("imtop:".count))" }
    guard let text = rule.annotation("baseline") else { return nil }
    let baseline = try PromQL.parse(text).expanding(definitions)
    return try evaluator.instant(baseline, at: now).samples.isEmpty ? "no baseline" : nil
  }

  /// A rule that says nothing now: its alerts go on their way to resolved.
  private mutating func quiet(
    _ rule: Rule,
    _ state: AlertStatus.State,
    at now: Timestamp
  ) -> [AlertStatus] {
    let told = observe(rule, [], limits: [:], at: now) { _, _ in [] }
    if told.contains(where: { $0.state == .firing }) { return told }
    return [status(of: rule, state)] + told.filter { $0.state == .resolved }
  }

  private mutating func observe(
    _ rule: Rule,
    _ samples: [VectorSample],
    limits: [Labels: Double],
    at now: Timestamp,
    _ contributors: ContributorSource
  ) -> [AlertStatus] {
    var active: Set<AlertStatus.Identity> = []
    for sample in samples.prefix(Self.alertLimit) {
      let labels = sample.labels.withoutName
      let identity = AlertStatus.Identity(rule: rule.name, labels: labels)
      active.insert(identity)
      var alert = alerts[identity] ?? Alert(status: status(of: rule, .inactive))
      alert.status.labels = labels
      alert.status.value = sample.value
      alert.status.limit = limits[labels] ?? limits[.empty]
      alert.status.summary = rule.summary(
        labels: labels,
        value: sample.value,
        limit: alert.status.limit,
        comparison: rule.expression.leadingComparison
      )
      alerts[identity] = alert
    }
    var result: [AlertStatus] = []
    for (identity, var alert) in alerts where identity.rule == rule.name {
      let transition = alert.machine.observe(
        isActive: active.contains(identity),
        at: now,
        hold: rule.holdSeconds,
        keep: rule.keepFiringSeconds
      )
      alert.status.take(alert.machine.phase)
      if transition == .fired { alert.contributorsAt = nil }
      alert.askContributors(of: rule, at: now, contributors)
      alerts[identity] = alert.machine.phase == .inactive ? nil : alert
      if alert.machine.phase != .inactive { result.append(alert.status) }
    }
    if result.isEmpty { return [status(of: rule, .inactive)] }
    return result.sorted { "\($0.labels)" < "\($1.labels)" }
  }

  /// What the values of a rule are compared with, by the labels of the alert; `.empty` for a limit
  /// without labels.
  private func limits(
    of expression: Expr,
    _ evaluator: Evaluator,
    at now: Timestamp
  ) -> [Labels: Double] {
    guard let right = expression.leadingLimit,
      let value = try? evaluator.instant(right, at: now)
    else { return [:] }
    var result: [Labels: Double] = [:]
    for sample in value.samples { result[sample.labels.withoutName] = sample.value }
    return result
  }

  private func status(of rule: Rule, _ state: AlertStatus.State) -> AlertStatus {
    AlertStatus(
      rule: rule.name,
      state: state,
      severity: rule.severity,
      summary: rule.outline,
      expression: rule.expression.description
    )
  }
}

extension AlertStatus {
  /// Takes over how far the alert's machine has come.
  fileprivate mutating func take(_ phase: AlertMachine.Phase) {
    switch phase {
    case .inactive: (state, since) = (.inactive, nil)
    case .pending(let since): (state, self.since) = (.pending, since)
    case .firing(let since, _): (state, self.since) = (.firing, since)
    case .resolved(let at): (state, since) = (.resolved, at)
    }
  }
}
