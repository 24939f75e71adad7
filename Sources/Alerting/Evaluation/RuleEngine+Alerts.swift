import MetricsModel
import PromQL

extension RuleEngine {
  /// Follows the alerts of an alerting rule.
  mutating func alert(
    _ state: inout RuleState,
    _ expression: Expr,
    _ limit: Int,
    _ moment: Moment
  ) throws(PromQLError) {
    if let reason = try silence(of: state.rule, expression, moment) {
      quiet(&state, .silent(reason: reason), at: moment.time)
      return
    }
    let samples = try moment.instant(expression).samples
    let ask = question(moment)
    var active: [(labels: Labels, sample: VectorSample)] = []
    var known: Set<Labels> = []
    for sample in samples {
      let labels = state.rule.alertLabels(of: sample, ask, at: moment.time)
      guard known.insert(labels).inserted else { throw PromQLError(duplicateLabelsIn: expression) }
      active.append((labels, sample))
    }
    guard limit == 0 || active.count <= limit else {
      state.alerts = [:]
      quiet(
        &state,
        .broken(reason: "more than \(limit) alerts: \(active.count)"),
        at: moment.time
      )
      return
    }
    let past = past(of: active, &state, expression, moment)
    for (labels, sample) in active {
      let onset = past?.onset(
        of: sample.labels.withoutName,
        tolerance: state.rule.keepFiringSeconds
      )
      guard state.alerts[labels] == nil else {
        // What the past is may have come only after the alert.
        if let onset { state.alerts[labels]?.learn(activeSince: onset) }
        continue
      }
      guard state.alerts.count < Self.alertLimit else { continue }
      state.alerts[labels] = LiveAlert(
        of: state.rule,
        labels: labels,
        sample: sample.labels,
        activeSince: onset
      )
    }
    observe(&state, active, expression, moment, ask)
    if state.alerts.isEmpty { state.statuses = [inactive(&state, expression, moment)] }
  }

  /// What `query` asks in the templates of a rule.
  private func question(_ moment: Moment) -> TemplateContext.Query {
    let definitions = definitions
    return { (text) throws(PromQLError) in
      let expression = try PromQL.parse(text).expanding(definitions)
      do throws(PromQLError) { return try moment.instant(expression).samples } catch {
        if error.kind == .unanswered { moment.news.isAwaited = true }
        throw error
      }
    }
  }

  /// Why a rule cannot speak yet; nil when it can.
  private func silence(
    of rule: Rule,
    _ expression: Expr,
    _ moment: Moment
  ) throws(PromQLError) -> String? {
    let missing = expression.metricNames?.sorted().first { $0.hasPrefix("imtop:") }
    if let missing { return "nothing offers \(missing.dropFirst("imtop:".count))" }
    guard let text = rule.annotation("baseline") else { return nil }
    let baseline = try PromQL.parse(text).expanding(definitions)
    return try moment.isEmpty(baseline) ? "no baseline" : nil
  }

  /// What the expression has given lately, while the engine is new to it; nil where that does not matter
  /// or is not known.
  private func past(
    of active: [(labels: Labels, sample: VectorSample)],
    _ state: inout RuleState,
    _ expression: Expr,
    _ moment: Moment
  ) -> AlertPast? {
    guard let learnsSince, moment.time.seconds(since: learnsSince) < Self.learningSeconds else {
      return nil
    }
    let isNew = active.contains { state.alerts[$0.labels] == nil }
    let isDue =
      state.lookedBack.map { moment.time.seconds(since: $0) >= Self.readingInterval } ?? true
    guard isNew || isDue && !active.isEmpty else { return nil }
    state.lookedBack = moment.time
    return AlertPast(of: expression, moment)
  }

  /// A rule that cannot say anything now: its alerts go on their way to resolved.
  mutating func quiet(
    _ state: inout RuleState,
    _ told: AlertStatus.State,
    at now: Timestamp
  ) {
    state.lapse(at: now) { _ in true }
    recorded.append(state.alertSeries, of: state.producer, at: now)
    state.tell(told)
  }

  private mutating func observe(
    _ state: inout RuleState,
    _ active: [(labels: Labels, sample: VectorSample)],
    _ expression: Expr,
    _ moment: Moment,
    _ ask: @escaping TemplateContext.Query
  ) {
    guard !state.alerts.isEmpty else {
      recorded.append([], of: state.producer, at: moment.time)
      return
    }
    let samples = Dictionary(active.map { ($0.labels, $0.sample) }) { first, _ in first }
    let measure = RuleMeasure(
      of: expression,
      moment,
      readsDistantValues: state.rule.limitHoldSeconds > 0
    )
    for (labels, var alert) in state.alerts {
      let sample = samples[labels]
      alert.observe(sample, of: state.rule, measure, at: moment.time, ask)
      alert.askContributors(of: state.rule, at: moment.time, moment.contributors)
      state.alerts[labels] = alert.isOver ? nil : alert
    }
    recorded.append(state.alertSeries, of: state.producer, at: moment.time)
    state.statuses = state.alertStatuses
  }

  /// The status of a rule without an alert; how far it is from its limit is looked up now and then.
  private func inactive(
    _ state: inout RuleState,
    _ expression: Expr,
    _ moment: Moment
  ) -> AlertStatus {
    var status = state.status(.inactive)
    let isKnown =
      state.measured.map { moment.time.seconds(since: $0.at) < Self.readingInterval } ?? false
    if !isKnown {
      let nearest = RuleMeasure(of: expression, moment)?.nearest
      state.measured = (moment.time, RuleState.Measured(state.rule, nearest))
    }
    guard let measured = state.measured?.value else { return status }
    (status.value, status.limit) = (measured.value, measured.limit)
    status.reading = measured.reading
    return status
  }
}

extension RuleState {
  /// The statuses of the alerts that have anything to tell.
  var alertStatuses: [AlertStatus] {
    alerts.values.map(\.status).sorted { "\($0.labels)" < "\($1.labels)" }
  }

  /// Lets alerts go on their way to resolved, and those that are over go.
  mutating func lapse(at now: Timestamp, where mayLapse: (AlertStatus.State) -> Bool) {
    for (labels, var alert) in alerts where mayLapse(alert.status.state) {
      alert.observe(nil, of: rule, nil, at: now)
      alerts[labels] = alert.isOver ? nil : alert
    }
  }

  /// Tells why the rule says nothing new, unless one of its alerts fires.
  mutating func tell(_ told: AlertStatus.State) {
    let known = alertStatuses
    let isFiring = known.contains { $0.state == .firing }
    statuses = isFiring ? known : [status(told)] + known.filter { $0.state == .resolved }
  }

  /// `ALERTS` and `ALERTS_FOR_STATE` of the alerts that are pending or fire.
  var alertSeries: [(labels: Labels, value: Double)] {
    alerts.values.flatMap { alert -> [(labels: Labels, value: Double)] in
      guard let state = alert.seriesState, let since = alert.status.began else { return [] }
      let labels = alert.status.labels.setting("alertname", to: rule.name)
      return [
        (labels.setting(Labels.metricName, to: "ALERTS").setting("alertstate", to: state), 1),
        (labels.setting(Labels.metricName, to: "ALERTS_FOR_STATE"), since.seconds),
      ]
    }
  }
}

extension RuleState.Measured {
  init(_ rule: Rule, _ pair: RuleMeasure.Pair?) {
    guard let pair else { return }
    (value, limit) = (pair.value, pair.limit)
    reading = rule.reading(pair)
  }
}
