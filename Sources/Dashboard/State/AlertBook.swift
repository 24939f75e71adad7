import MetricsModel

/// The alerts, and what the person at this screen has seen of them.
struct AlertBook: Sendable {
  /// How long a resolved alert is said, in seconds.
  static let resolvedSeconds: Double = 30

  /// How many alerts that are over are remembered.
  static let pastLimit = 100

  /// How many events of alerts are remembered.
  static let historyLimit = 500

  /// Every rule and every alert.
  private(set) var all: [AlertStatus] = []
  /// The alerts that resolved since the program began, the newest first.
  private(set) var past: [AlertStatus] = []
  /// What happened to alerts since the program began, the newest first.
  private(set) var history: [AlertEvent] = []
  /// What is silenced here.
  private(set) var silences: [Silence] = []
  /// The alerts that were acknowledged here.
  private(set) var acknowledged: Set<AlertStatus.Identity> = []
  /// When an alert was first seen as resolved, on the host's clock.
  private var resolvedAt: [AlertStatus.Identity: Timestamp] = [:]

  /// The alerts that fired when the rules were last evaluated.
  private var firing: Set<AlertStatus.Identity> = []

  /// Takes the state of all rules; what no longer fires is no longer acknowledged.
  mutating func take(_ alerts: [AlertStatus], now: Timestamp?) {
    let before = firing
    all = alerts
    firing = []
    var resolved: [AlertStatus.Identity: Timestamp] = [:]
    for alert in alerts {
      switch alert.state {
      case .firing:
        firing.insert(alert.identity)
        if !before.contains(alert.identity) { note(.fired, alert, now) }
      case .resolved:
        if resolvedAt[alert.identity] == nil {
          past.insert(alert, at: 0)
          note(.resolved, alert, now)
        }
        resolved[alert.identity] = resolvedAt[alert.identity] ?? now ?? Timestamp(milliseconds: 0)
      case .inactive, .silent, .pending, .broken: break
      }
    }
    acknowledged.formIntersection(firing)
    resolvedAt = resolved
    past.removeLast(max(0, past.count - Self.pastLimit))
  }

  /// Marks an alert as acknowledged on this screen.
  mutating func acknowledge(_ alert: AlertStatus, now: Timestamp?) {
    acknowledged.insert(alert.identity)
    note(.acknowledged, alert, now)
  }

  /// Says nothing of some alerts until a time; another silence of the same alerts gives way.
  mutating func silence(_ silence: Silence, now: Timestamp?) {
    silences.removeAll { $0.rule == silence.rule && $0.labels == silence.labels }
    silences.append(silence)
    note(.silenced(until: silence.until), silence.text, "", at: now)
  }

  /// Ends the silences whose rule is meant, every one without a rule; returns how many.
  mutating func endSilences(of rule: String?, now: Timestamp?) -> Int {
    let ended = silences.filter { rule == nil || Silence.resembles($0.rule, rule ?? "") }
    silences.removeAll { ended.contains($0) }
    for silence in ended { note(.silenceEnded, silence.text, "", at: now) }
    return ended.count
  }

  /// Ends what was silenced until now.
  mutating func tick(_ now: Timestamp) {
    for silence in silences where silence.until <= now {
      note(.silenceEnded, silence.text, "", at: now)
    }
    silences.removeAll { $0.until <= now }
  }

  /// The silence that covers an alert and lasts longest, nil without one.
  func silence(of alert: AlertStatus) -> Silence? {
    silences.filter { $0.covers(alert) }.max { $0.until < $1.until }
  }

  /// The alerts that fire but are silenced.
  var silencedAlerts: [AlertStatus] {
    all.filter { $0.state == .firing && silence(of: $0) != nil }.sorted(by: Self.isWorse)
  }

  private mutating func note(_ kind: AlertEvent.Kind, _ alert: AlertStatus, _ now: Timestamp?) {
    let labels = alert.labels.pairs.filter { $0.name != "severity" && $0.name != "alertname" }
    let name = ([alert.rule] + labels.map(\.value)).joined(separator: " ")
    let time = kind == .fired || kind == .resolved ? alert.since ?? now : now
    var text = alert.summary
    if kind == .resolved, let began = alert.began, let ended = alert.since {
      let peak = alert.reading.peak.isEmpty ? "" : ", peak \(alert.reading.peak)"
      text = "after \(DurationText.short(ended.seconds(since: began)))\(peak)"
    }
    note(kind, name, text, at: time)
  }

  private mutating func note(
    _ kind: AlertEvent.Kind,
    _ rule: String,
    _ text: String,
    at time: Timestamp?
  ) {
    let event = AlertEvent(
      kind: kind,
      time: time ?? Timestamp(milliseconds: 0),
      rule: rule,
      text: text
    )
    let place = history.firstIndex { $0.time <= event.time } ?? history.endIndex
    history.insert(event, at: place)
    history.removeLast(max(0, history.count - Self.historyLimit))
  }

  /// Whether an alert was acknowledged on this screen.
  func isAcknowledged(_ alert: AlertStatus) -> Bool { acknowledged.contains(alert.identity) }

  /// The alerts that need somebody: firing, neither acknowledged nor silenced.
  ///
  /// A target that is down comes first, what only fires on comes last; of the others the worst, then what
  /// names most closely what is wrong, then the oldest.
  var calling: [AlertStatus] {
    all.filter { $0.state == .firing && !isAcknowledged($0) && silence(of: $0) == nil }
      .sorted(by: Self.isWorse)
  }

  /// What calls, each group a banner: from three alerts of one rule on they share one, at the place of the
  /// worst.
  var callingTogether: [[AlertStatus]] {
    let calling = calling
    let sizes = Dictionary(grouping: calling, by: \.rule).mapValues(\.count)
    var groups: [[AlertStatus]] = []
    var places: [String: Int] = [:]
    for alert in calling {
      if let place = places[alert.rule], sizes[alert.rule, default: 0] > 2 {
        groups[place].append(alert)
      } else {
        places[alert.rule] = groups.count
        groups.append([alert])
      }
    }
    return groups
  }

  /// The alerts that fire but were acknowledged.
  var acknowledgedAlerts: [AlertStatus] {
    all.filter { $0.state == .firing && isAcknowledged($0) && silence(of: $0) == nil }
      .sorted(by: Self.isWorse)
  }

  /// The alerts that resolved a moment ago.
  func justResolved(now: Timestamp?) -> [AlertStatus] {
    all.filter { alert in
      guard alert.state == .resolved, silence(of: alert) == nil,
        let seen = resolvedAt[alert.identity]
      else { return false }
      return (now ?? seen).seconds(since: seen) < Self.resolvedSeconds
    }
  }

  /// Every rule and alert in the order of the alerts view: firing, pending, those that resolved with
  /// the newest first, trouble with the rule itself, then the quiet ones.
  var ordered: [AlertStatus] {
    let present = all.filter { $0.state != .resolved }.sorted { left, right in
      let (a, b) = (Self.rank(left.state), Self.rank(right.state))
      return a == b ? Self.isWorse(left, right) : a < b
    }
    let place = present.firstIndex { Self.rank($0.state) > Self.rank(.resolved) }
    return present[..<(place ?? present.endIndex)] + past + present[(place ?? present.endIndex)...]
  }

  private static func isWorse(_ left: AlertStatus, _ right: AlertStatus) -> Bool {
    if left.isPassing != right.isPassing { return right.isPassing }
    if left.isOfTarget != right.isOfTarget { return left.isOfTarget }
    if left.severity != right.severity { return left.severity > right.severity }
    if left.specificity != right.specificity { return left.specificity > right.specificity }
    if left.since != right.since {
      return (left.since ?? Timestamp(milliseconds: .max))
        < (right.since ?? Timestamp(milliseconds: .max))
    }
    return (left.rule, left.labels.description) < (right.rule, right.labels.description)
  }

  private static func rank(_ state: AlertStatus.State) -> Int {
    switch state {
    case .firing: 0
    case .pending: 1
    case .resolved: 2
    case .broken: 3
    case .silent: 4
    case .inactive: 5
    }
  }
}

extension AlertStatus {
  /// Whether it says that a target cannot be scraped, which explains what else fires.
  var isOfTarget: Bool { rule == "TargetDown" }

  /// How much its labels narrow down what is wrong, beyond where it was seen.
  var specificity: Int {
    labels.pairs.filter { !["instance", "job", "source", "severity"].contains($0.name) }.count
  }
}
