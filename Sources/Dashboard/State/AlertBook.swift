import MetricsModel

/// The alerts, and what the person at this screen has seen of them.
struct AlertBook: Sendable {
  /// How long a resolved alert is said, in seconds.
  static let resolvedSeconds: Double = 30

  /// How many alerts that are over are remembered.
  static let pastLimit = 100

  /// Every rule and every alert.
  private(set) var all: [AlertStatus] = []
  /// The alerts that resolved since the program began, the newest first.
  private(set) var past: [AlertStatus] = []
  /// The alerts that were acknowledged here.
  private(set) var acknowledged: Set<AlertStatus.Identity> = []
  /// When an alert was first seen as resolved, on the host's clock.
  private var resolvedAt: [AlertStatus.Identity: Timestamp] = [:]

  /// Takes the state of all rules; what no longer fires is no longer acknowledged.
  mutating func take(_ alerts: [AlertStatus], now: Timestamp?) {
    all = alerts
    var firing: Set<AlertStatus.Identity> = []
    var resolved: [AlertStatus.Identity: Timestamp] = [:]
    for alert in alerts {
      switch alert.state {
      case .firing: firing.insert(alert.identity)
      case .resolved:
        if resolvedAt[alert.identity] == nil { past.insert(alert, at: 0) }
        resolved[alert.identity] = resolvedAt[alert.identity] ?? now ?? Timestamp(milliseconds: 0)
      case .inactive, .silent, .pending, .broken: break
      }
    }
    acknowledged.formIntersection(firing)
    resolvedAt = resolved
    past.removeLast(max(0, past.count - Self.pastLimit))
  }

  /// Marks an alert as acknowledged on this screen.
  mutating func acknowledge(_ identity: AlertStatus.Identity) { acknowledged.insert(identity) }

  /// Whether an alert was acknowledged on this screen.
  func isAcknowledged(_ alert: AlertStatus) -> Bool { acknowledged.contains(alert.identity) }

  /// The alerts that need somebody: firing and not acknowledged, the worst first, then what names most
  /// closely what is wrong, then the oldest.
  var calling: [AlertStatus] {
    all.filter { $0.state == .firing && !isAcknowledged($0) }.sorted(by: Self.isWorse)
  }

  /// The alerts that fire but were acknowledged.
  var acknowledgedAlerts: [AlertStatus] {
    all.filter { $0.state == .firing && isAcknowledged($0) }.sorted(by: Self.isWorse)
  }

  /// The alerts that resolved a moment ago.
  func justResolved(now: Timestamp?) -> [AlertStatus] {
    all.filter { alert in
      guard alert.state == .resolved, let seen = resolvedAt[alert.identity] else { return false }
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
  /// How much its labels narrow down what is wrong, beyond where it was seen.
  fileprivate var specificity: Int {
    labels.pairs.filter { !["instance", "job", "source", "severity"].contains($0.name) }.count
  }
}
