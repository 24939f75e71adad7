public import MetricsModel
public import PromQL

/// Evaluates rules and keeps the life of their alerts.
///
/// A value that one thread owns: time and series come in, statuses come out, nothing else happens.
public struct RuleEngine: Sendable {
  /// What stands out among the records that a log filter passes, against the time before `since`.
  public typealias ContributorSource = (_ filter: String, _ since: Timestamp) -> [Contributor]

  /// Seconds between two looks at how far a quiet rule is from its limit.
  static let readingInterval = 5.0

  /// For so many seconds after the rules or what they speak of have changed, an alert may be older
  /// than its first evaluation.
  private static let learningSeconds = 15.0

  private var rules: [Rule]
  private var learnsSince: Timestamp?
  private var definitions: [String: Expr]
  private var alerts: [AlertStatus.Identity: LiveAlert] = [:]
  private var readings: [String: (at: Timestamp, measured: Measured)] = [:]
  private var expansions: [Int: Result<Expr, PromQLError>] = [:]

  /// The most alerts that one rule may have; further ones are counted in the rule's status.
  public static let alertLimit = 100

  /// How far a quiet rule is from its limit.
  fileprivate struct Measured: Sendable {
    var value: Double?
    var limit: Double?
    var reading = AlertReading()
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
    readings = [:]
    learnsSince = nil
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
    learnsSince = learnsSince ?? now
    return rules.indices.flatMap { index in
      let rule = rules[index]
      do throws(PromQLError) {
        let expression = try expansion(of: index)
        if let reason = try silence(of: rule, expression, evaluator, at: now) {
          return quiet(rule, .silent(reason: reason), at: now)
        }
        let samples = try evaluator.instant(expression, at: now).samples
        let told = observe(rule, samples, expression, evaluator, at: now, contributors)
        return told.isEmpty ? [inactive(rule, expression, evaluator, at: now)] : told
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

  /// A rule that cannot say anything now: its alerts go on their way to resolved.
  private mutating func quiet(
    _ rule: Rule,
    _ state: AlertStatus.State,
    at now: Timestamp
  ) -> [AlertStatus] {
    let told = observe(rule, [], nil, nil, at: now) { _, _ in [] }
    if told.contains(where: { $0.state == .firing }) { return told }
    return [status(of: rule, state)] + told.filter { $0.state == .resolved }
  }

  /// When a new alert began according to the series' past, while the engine is new to them.
  private func onset(
    of labels: Labels,
    _ rule: Rule,
    _ expression: Expr?,
    _ evaluator: Evaluator?,
    at now: Timestamp
  ) -> Timestamp? {
    guard let expression, let evaluator, let learnsSince,
      now.seconds(since: learnsSince) < Self.learningSeconds
    else { return nil }
    return expression.onset(of: labels, evaluator, at: now, tolerance: rule.keepFiringSeconds)
  }

  private mutating func observe(
    _ rule: Rule,
    _ samples: [VectorSample],
    _ expression: Expr?,
    _ evaluator: Evaluator?,
    at now: Timestamp,
    _ contributors: ContributorSource
  ) -> [AlertStatus] {
    var values: [AlertStatus.Identity: Double] = [:]
    for sample in samples.prefix(Self.alertLimit) {
      let identity = AlertStatus.Identity(rule: rule.name, labels: sample.labels.withoutName)
      values[identity] = sample.value
      guard alerts[identity] == nil else { continue }
      var status = status(of: rule, .inactive)
      status.labels = identity.labels
      alerts[identity] = LiveAlert(
        status,
        activeSince: onset(of: identity.labels, rule, expression, evaluator, at: now)
      )
    }
    let own = alerts.filter { $0.key.rule == rule.name }
    guard !own.isEmpty else { return [] }
    let measure = expression.flatMap { expression in
      evaluator.flatMap { RuleMeasure(of: expression, $0, at: now) }
    }
    var result: [AlertStatus] = []
    for (identity, var alert) in own {
      alert.observe(values[identity], of: rule, measure, at: now)
      alert.askContributors(of: rule, at: now, contributors)
      alerts[identity] = alert.isOver ? nil : alert
      if !alert.isOver { result.append(alert.status) }
    }
    return result.sorted { "\($0.labels)" < "\($1.labels)" }
  }

  /// The status of a rule without an alert; how far it is from its limit is looked up now and then.
  private mutating func inactive(
    _ rule: Rule,
    _ expression: Expr,
    _ evaluator: Evaluator,
    at now: Timestamp
  ) -> AlertStatus {
    var status = status(of: rule, .inactive)
    let known = readings[rule.name].flatMap {
      now.seconds(since: $0.at) < Self.readingInterval ? $0.measured : nil
    }
    let measured = known ?? Measured(rule, RuleMeasure(of: expression, evaluator, at: now)?.nearest)
    if known == nil { readings[rule.name] = (now, measured) }
    (status.value, status.limit) = (measured.value, measured.limit)
    status.reading = measured.reading
    return status
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

extension RuleEngine.Measured {
  fileprivate init(_ rule: Rule, _ pair: RuleMeasure.Pair?) {
    guard let pair else { return }
    (value, limit) = (pair.value, pair.limit)
    reading = rule.reading(pair)
  }
}
