import Charts
import LogModel
import MetricsModel

/// The banners: what calls for somebody, what resolved a moment ago, what was acknowledged.
struct BannerList {
  /// What a click on a piece of a banner means; none has a meaning of its own.
  enum Part: Hashable, Sendable {}

  /// One banner.
  struct Row {
    /// The alert that it tells of, nil for a row about several.
    var identity: AlertStatus.Identity?
    /// Its pieces.
    var line: FittedLine<Part>
  }

  /// The banners, the worst first; never empty.
  let rows: [Row]

  /// The banners of a state.
  init(_ state: AppState) {
    let theme = Theme()
    var rows = state.alerts.callingTogether.enumerated().map { index, alerts in
      Row(
        identity: alerts.first?.identity,
        line: Self.firing(alerts, isFirst: index == 0, state, theme)
      )
    }
    rows += state.alerts.justResolved(now: state.now).map { alert in
      Row(identity: alert.identity, line: Self.resolved(alert, state, theme))
    }
    let acknowledged = state.alerts.acknowledgedAlerts
    if !acknowledged.isEmpty {
      let line = Self.setAside("acknowledged here:", acknowledged, state, theme)
      rows.append(Row(identity: nil, line: line))
    }
    let silenced = state.alerts.silencedAlerts
    if !silenced.isEmpty {
      rows.append(Row(identity: nil, line: Self.setAside("silenced here:", silenced, state, theme)))
    }
    if rows.isEmpty { rows = [Row(identity: nil, line: Self.quiet(state, theme))] }
    self.rows = rows
  }

  /// How many banners a state has, without making them.
  static func count(_ state: AppState) -> Int {
    let alerts = state.alerts
    let speaking = alerts.callingTogether.count + alerts.justResolved(now: state.now).count
    let setAside = [alerts.acknowledgedAlerts, alerts.silencedAlerts].count { !$0.isEmpty }
    return max(1, speaking + setAside)
  }

  /// The banners that fit into `height` rows, the last of them naming how many do not.
  func fitted(_ height: Int) -> [Row] {
    guard rows.count > height, height > 0 else { return Array(rows.prefix(max(0, height))) }
    var fitted = Array(rows.prefix(height))
    let hidden = rows.count - height
    let theme = Theme()
    fitted[height - 1].line.add(
      nil,
      [
        [Run("+\(hidden) more", theme.bad), Run("  !", theme.key)],
        [Run("+\(hidden) more", theme.bad)], [Run("+\(hidden)", theme.bad)],
      ],
      priority: 95,
      side: .right
    )
    return fitted
  }

  /// The banner of alerts of one rule, which tells of the worst and how many others there are.
  private static func firing(
    _ alerts: [AlertStatus],
    isFirst: Bool,
    _ state: AppState,
    _ theme: Theme
  ) -> FittedLine<Part> {
    var line = FittedLine<Part>()
    line.margin = 0
    guard let alert = alerts.first else { return line }
    let badge = badge(alert.severity, theme)
    line.add(nil, [[Run("▌", badge.bar), Run(badge.text, badge.style)]], priority: 99)
    line.add(nil, [[Run(alert.rule, theme.title)]], priority: 97)
    if alerts.count > 1 {
      line.add(nil, [[Run("×\(alerts.count)", theme.bad)]], priority: 96, gap: 1)
    }
    if let reason = reason(alert, state) {
      let name = Shortened.middle(alert.labels["instance"] ?? "", columns: 24)
      line.add(nil, summaries(alert).prefix(3) + [[Run(name)]], priority: 80, presence: 84)
      let reasons = TargetText.reasons(reason, columns: 48).map { [Run($0, theme.dim)] }
      line.add(nil, reasons, priority: 60, presence: 83)
    } else {
      line.add(nil, summaries(alert), priority: 80, presence: 84)
    }
    // What the summary says need not be told twice.
    let others = alert.contributors.filter { !alert.summary.contains($0.value) }
    for (index, contributor) in others.prefix(3).enumerated() {
      // What most of it has in common is worth more than words that only say what the rule's name does.
      let isCause =
        index == 0 && contributor.share > 0.5 && alert.specificity == 0 && figures(alert) != nil
      line.add(
        nil,
        contributorText(contributor, theme),
        priority: 50 - index,
        presence: isCause ? 82 : 50 - index
      )
    }
    line.add(nil, [[Run(since(alert, state), theme.title)]], priority: 85, side: .right)
    if isFirst {
      line.add(nil, [[Run("a", theme.key), Run(" ack", theme.dim)]], priority: 20, side: .right)
    }
    return line
  }

  /// Why a target cannot be scraped, of the alert that says so.
  private static func reason(_ alert: AlertStatus, _ state: AppState) -> String? {
    guard alert.isOfTarget, let instance = alert.labels["instance"],
      let target = state.targets.first(where: { $0.instance == instance }),
      case .down(let reason) = target.health
    else { return nil }
    return reason
  }

  /// Value and limit, where they are the end of the summary.
  private static func figures(_ alert: AlertStatus) -> String? {
    let figures = "\(alert.reading.value) \(alert.reading.limit)"
    return alert.summary.hasSuffix(": " + figures) ? figures : nil
  }

  /// The summary in ever fewer columns; where its end are value and limit, they are kept.
  private static func summaries(_ alert: AlertStatus) -> [[Run]] {
    guard let figures = figures(alert) else {
      return [120, 72, 48, 32, 20].map { [Run(Shortened.text(alert.summary, columns: $0))] }
    }
    let what = String(alert.summary.dropLast(figures.count + 2))
    return [100, 52, 32, 24, 16].map { columns in
      [Run(Shortened.text(what, columns: columns)), Run(": " + figures)]
    } + [[Run(figures)]]
  }

  /// A contributor: its value, its share and, in parentheses, its normal share.
  static func contributorText(_ contributor: Contributor, _ theme: Theme) -> [[Run]] {
    let share = Run(" \(CountText.share(contributor.share))", theme.bad)
    let normal = contributor.normalShare.map { " (\(CountText.share($0)))" } ?? " (no past)"
    let quoted = contributor.field == "message" ? "\"\(contributor.value)\"" : contributor.value
    let texts = [40, 24, 16].map { Run(Shortened.text(quoted, columns: $0)) }
    return texts.map { [Run("· ", theme.dim), $0, share, Run(normal, theme.dim)] }
      + texts.dropFirst().map { [Run("· ", theme.dim), $0, share] }
  }

  private static func resolved(
    _ alert: AlertStatus,
    _ state: AppState,
    _ theme: Theme
  ) -> FittedLine<Part> {
    var line = FittedLine<Part>()
    line.margin = 0
    line.add(
      nil,
      [[Run("▌", theme.good), Run("✓ RESOLVED", theme.good.with(.bold))]],
      priority: 99
    )
    line.add(nil, [[Run(alert.rule)]], priority: 90)
    line.add(nil, summaries(alert).map { [Run($0[0].text, theme.dim)] }, priority: 40)
    line.add(
      nil,
      [[Run(AlertText.course(alert, ClockText(state)))]],
      priority: 50,
      side: .right
    )
    return line
  }

  /// Alerts that fire but were set aside.
  private static func setAside(
    _ word: String,
    _ alerts: [AlertStatus],
    _ state: AppState,
    _ theme: Theme
  ) -> FittedLine<Part> {
    var line = FittedLine<Part>()
    line.add(nil, [[Run(word, theme.dim)]], priority: 90)
    for (index, alert) in alerts.prefix(5).enumerated() {
      line.add(
        nil,
        [[Run(alert.rule), Run(" \(since(alert, state))", theme.dim)]],
        priority: 80 - index
      )
    }
    return line
  }

  private static func quiet(_ state: AppState, _ theme: Theme) -> FittedLine<Part> {
    var line = FittedLine<Part>()
    let all = state.alerts.all
    guard !all.isEmpty else {
      line.add(nil, [[Run("○ no rule has spoken yet", theme.dim)]], priority: 99)
      return line
    }
    guard !state.isStillLooking else {
      line.add(nil, [[Run("○ nothing fires so far, still looking", theme.dim)]], priority: 99)
      return line
    }
    guard !isBlind(state) else {
      line.add(nil, [[Run("○ nothing that is watched can be read", theme.warning)]], priority: 99)
      return line
    }
    let present = state.window.frozen == nil ? "" : " at present"
    line.add(nil, [[Run("✓ nothing fires" + present, theme.good.with(.bold))]], priority: 99)
    if let blind = blindness(state) {
      line.add(nil, [[Run(blind, theme.warning)]], priority: 90)
    }
    line.add(nil, [[Run(AlertText.census(all), theme.dim)]], priority: 50)
    let pending = all.filter { $0.state == .pending }
    let broken = AlertCensus(all).broken
    if broken > 0 { line.add(nil, [[Run("\(broken) broken, see 4", theme.bad)]], priority: 80) }
    if let first = pending.first {
      let more = pending.count > 1 ? " +\(pending.count - 1)" : ""
      line.add(nil, [[Run("pending: \(first.rule)\(more)", theme.warning)]], priority: 70)
    }
    if let last = state.alerts.past.first {
      let course = AlertText.course(last, ClockText(state))
      line.add(
        nil,
        [
          [Run("last: ", theme.dim), Run(last.rule), Run(" \(course)", theme.dim)],
          [Run("last: ", theme.dim), Run(last.rule)],
        ],
        priority: 60,
        side: .right
      )
    }
    return line
  }

  /// Whether rules see nothing at all.
  private static func isBlind(_ state: AppState) -> Bool {
    guard state.targets.count + state.sources.count > 0 else { return false }
    return state.targets.allSatisfy { if case .down = $0.health { true } else { false } }
      && state.sources.allSatisfy { if case .down = $0.health { true } else { false } }
  }

  /// What rules cannot see now, nil while they see everything they might.
  private static func blindness(_ state: AppState) -> String? {
    var said: [String] = []
    var down = 0
    for target in state.targets { if case .down = target.health { down += 1 } }
    if down > 0 { said.append("\(down) of \(state.targets.count) targets down") }
    var unread = 0
    for source in state.sources { if case .down = source.health { unread += 1 } }
    if unread > 0 { said.append("\(unread) of \(state.sources.count) logs unread") }
    return said.isEmpty ? nil : "but " + said.joined(separator: ", ")
  }

  /// No alert has fired for longer than this, in seconds: such a time is no time.
  private static let sanePast: Double = 10 * 365 * 86_400

  /// How long an alert has fired; empty where that is not known.
  static func since(_ alert: AlertStatus, _ state: AppState) -> String {
    guard let since = alert.since, let now = state.now else { return "" }
    let seconds = now.seconds(since: since)
    return seconds < sanePast ? DurationText.short(seconds) : ""
  }

  private static func badge(
    _ severity: AlertStatus.Severity,
    _ theme: Theme
  ) -> (bar: Style, text: String, style: Style) {
    switch severity {
    case .critical: (theme.bad, " CRITICAL ", theme.critical)
    case .warning: (theme.warning, " WARNING  ", theme.severe)
    case .info: (theme.label, " INFO     ", theme.informative)
    }
  }
}
