import Charts
import LogModel
import MetricsModel

/// The numbers of the banners with what gives them.
enum AlertQueries {
  /// Records from so many seconds before an alert began on are looked at for what contributes to it, of
  /// the last ten minutes at most.
  private static let lead = 30.0
  private static let longest = 600.0

  /// Every number of the banners, in their order.
  static func all(_ state: AppState) -> [ShownQuery] {
    let alerts = state.alerts
    let calling = alerts.callingTogether.flatMap { together in
      (together.count > 1 ? [count(of: together)] : [])
        + together.flatMap { self.alert($0, state) }
    }
    let setAside = (alerts.acknowledgedAlerts + alerts.silencedAlerts).flatMap { alert in
      self.alert(alert, state)
    }
    let resolved = alerts.justResolved(now: state.now).flatMap { alert in
      self.alert(alert, state)
    }
    return calling + resolved + setAside + census(state)
  }

  /// The numbers of one alert, or of a rule that has none.
  static func alert(_ alert: AlertStatus, _ state: AppState) -> [ShownQuery] {
    let queries = alert.queries ?? AlertStatus.Queries(whole: alert.expression)
    let name = ([alert.rule] + alert.tellingLabels.map(\.value)).joined(separator: " ")
    var shown: [ShownQuery] = []
    var value = query(name, AlertText.value(alert), queries.value ?? queries.whole)
    if alert.state == .resolved, let began = alert.began, let end = alert.since, let now = state.now
    {
      let length = PromQLText.duration(1 + CountText.whole(end.seconds(since: began)))
      let offset = PromQLText.duration(CountText.whole(now.seconds(since: end)))
      let fold = queries.isBadBelow ? "min_over_time" : "max_over_time"
      value.title += ", at its worst"
      value.text = "\(fold)((\(value.text))[\(length):1s] offset \(offset))"
    }
    if !alert.tellingLabels.isEmpty {
      value.notes.append("of the answer, what has \(text(of: alert.tellingLabels))")
    }
    if queries.value != nil { value.notes.append("the rule: \(alert.expression)") }
    shown.append(value)
    if let limit = queries.limit {
      shown.append(query("\(name), the limit", AlertText.limit(alert), limit))
    }
    let labels = PromQLText.equals(alert.labels.setting("alertname", to: alert.rule))
    if alert.state == .firing {
      let since = "time() - \(PromQLText.selector("ALERTS_FOR_STATE", labels))"
      shown.append(query("\(name), for how long", BannerList.since(alert, state), since))
    }
    return shown + contributors(alert, name, state)
  }

  private static func contributors(
    _ alert: AlertStatus,
    _ name: String,
    _ state: AppState
  ) -> [ShownQuery] {
    guard let since = alert.since, let time = alert.contributorsAt, alert.state == .firing,
      let source = alert.annotations["contributors"],
      case .success(let filter) = state.configuration.parseFilter(source)
    else { return [] }
    let expression = LogExpression(at: time)
    let length = CountText.whole(min(longest, lead + max(0, time.seconds(since: since))))
    return alert.contributors.map { contributor in
      let among = Filter.and(filter, contributor.condition)
      let having = Filter.and(filter, .field(contributor.filterField, .exists))
      var share = query(
        "\(name), \(contributor.field) \(contributor.value)",
        CountText.share(contributor.share),
        expression.growth("log_lines_total", among: among, over: length) + " / "
          + expression.growth("log_lines_total", among: having, over: length)
      )
      let normal = contributor.normalShare.map(CountText.share) ?? "no past"
      share.notes = [
        "from \(DurationText.short(lead)) before the alert began to \(state.clockText(time)), when it was last asked",
        "in parentheses the same share in the time before, up to ten times as long: \(normal)",
      ]
      return share
    }
  }

  private static func count(of alerts: [AlertStatus]) -> ShownQuery {
    let rule = alerts.first?.rule ?? ""
    let labels = [PromQLText.equals("alertname", rule), PromQLText.equals("alertstate", "firing")]
    var shown = query(
      "\(rule), alerts",
      "×\(alerts.count)",
      "count(\(PromQLText.selector("ALERTS", labels)))"
    )
    shown.notes = ["but for those acknowledged or silenced here"]
    return shown
  }

  /// How the rules stand, as it is said while nothing fires.
  private static func census(_ state: AppState) -> [ShownQuery] {
    guard !state.alerts.all.isEmpty else { return [] }
    let census = AlertCensus(state.alerts.all)
    var counts = [
      ("rules that watch", "imtop_rules_watching", census.watching),
      ("rules", "imtop_rules", census.rules),
      ("silent", "imtop_rules_silent", census.silent),
      ("broken rules", "imtop_rules_broken", census.broken),
    ]
    counts.removeAll { $0.2 == 0 && $0.1 != "imtop_rules_watching" }
    var shown = counts.map { query($0.0, CountText.grouped($0.2), $0.1) }
    let pending = state.alerts.all.count { $0.state == .pending }
    if pending > 0 {
      shown.append(
        query("alerts that are pending", "\(pending)", "count(ALERTS{alertstate=\"pending\"})")
      )
    }
    return shown
  }

  private static func text(of labels: [Labels.Pair]) -> String {
    labels.map { PromQLText.equals($0.name, $0.value) }.joined(separator: ", ")
  }

  private static func query(_ title: String, _ number: String, _ text: String) -> ShownQuery {
    ShownQuery(part: .alerts, title: title, number: number, text: text)
  }
}

extension AlertStatus {
  /// The labels that tell the alert from others of its rule.
  var tellingLabels: [Labels.Pair] {
    labels.pairs.filter { $0.name != "severity" && $0.name != "alertname" }
  }
}

extension Contributor {
  /// The field in the filter language: an instance is a source.
  fileprivate var filterField: String {
    field == "instance" ? FilterField.source.rawValue : field
  }

  /// The condition that a record has the contributor's value.
  fileprivate var condition: Filter {
    switch FilterField(named: field) {
    case .message:
      .field(filterField, .resembles(Filter.TextPattern(parts: [value], isPhrase: true)))
    case .clientIP where value.contains("/"): .field(filterField, .network(value))
    default: .field(filterField, .equals(value))
    }
  }
}
