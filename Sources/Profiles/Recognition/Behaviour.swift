import MetricsModel

/// What a metric is, whatever its name says: servers name gauges `…_total`, and counters without it.
public enum Behaviour: String, Sendable, CaseIterable {
  /// It rises and falls.
  case gauge
  /// It only grows, but for restarts.
  case counter
}

/// What a metric is, and what that was told by.
struct Conduct {
  var behaviour: Behaviour
  var reason: String

  /// A fall to less than this part is a restart.
  private static let restart = 0.1
  private static let countingSuffixes = ["_total", "_count", "_sum", "_bucket"]

  /// Judges a metric by its series: what falls is a gauge, whatever else is said; then its TYPE
  /// counts, then that it grows and never falls, and in the end its name.
  init(of name: String, _ series: [Series], type: Behaviour?) {
    let values = series.map { $0.values.filter(\.isFinite) }
    let steps = values.flatMap { zip($0, $0.dropFirst()) }
    if steps.contains(where: { $1 < $0 && $1 >= Self.restart * $0 }) {
      (behaviour, reason) = (.gauge, "it has fallen")
    } else if let type {
      (behaviour, reason) = (type, "its TYPE says so")
    } else if steps.contains(where: { $1 > $0 }) {
      (behaviour, reason) = (.counter, "it only grows")
    } else {
      let counts = Self.countingSuffixes.contains(where: name.hasSuffix)
      (behaviour, reason) = (counts ? .counter : .gauge, "its name says so")
    }
  }
}
