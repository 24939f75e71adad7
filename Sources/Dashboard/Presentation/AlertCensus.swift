public import MetricsModel

/// How many rules watch, and how many cannot.
public struct AlertCensus: Hashable, Sendable {
  /// How many rules there are.
  public let rules: Int
  /// How many of them can say something.
  public let watching: Int
  /// How many rules or alerts say why they cannot.
  public let silent: Int
  /// How many could not be evaluated.
  public let broken: Int
  /// Why rules are silent, with how often each reason is given.
  let reasons: [String: Int]

  /// The census of all rules and alerts.
  public init(_ alerts: [AlertStatus]) {
    var reasons: [String: Int] = [:]
    var unable: Set<String> = []
    var broken = 0
    for alert in alerts {
      switch alert.state {
      case .silent(let reason):
        unable.insert(alert.rule)
        reasons[reason, default: 0] += 1
      case .broken:
        unable.insert(alert.rule)
        broken += 1
      case .inactive, .pending, .firing, .resolved: break
      }
    }
    rules = Set(alerts.map(\.rule)).count
    watching = rules - unable.count
    silent = reasons.values.reduce(0, +)
    self.broken = broken
    self.reasons = reasons
  }
}
