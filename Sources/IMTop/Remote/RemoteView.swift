import MetricsClient
import MetricsModel

/// What panels may ask of a Prometheus server at one moment.
struct RemoteView: Sendable {
  /// Answers queries as far as they are at hand, and asks for the rest.
  var history: RemoteHistory
  /// What the server knows.
  var catalog: RemoteCatalog
  /// The conditions that the configuration sets for everything that is asked.
  var scope: [Matcher]
  /// The `instance` labels under which the server knows the targets that are watched here; empty where
  /// it knows none of them.
  var instances: Set<String>
  /// Whether targets are watched here beside it.
  var watchesTargets: Bool
  /// Grows when the catalogue or the instances have changed.
  var version: Int

  /// The conditions that narrow a query to the targets that are watched here.
  var targetScope: [Matcher] {
    let sorted = instances.sorted()
    if sorted.count == 1 { return [Matcher("instance", equals: sorted[0])] + scope }
    let pattern = sorted.map(\.escapedForPattern).joined(separator: "|")
    return ((try? Matcher("instance", .matches, pattern)).map { [$0] } ?? []) + scope
  }

  /// Whether every one of the metrics has series of the targets that are watched here.
  func knowsTargets(of names: Set<String>) -> Bool {
    !instances.isEmpty
      && names.allSatisfy { !catalog.instances(of: $0).isDisjoint(with: instances) }
  }
}

extension String {
  /// The text as a regular expression that matches only itself.
  var escapedForPattern: String {
    map { "\\.+*?()|[]{}^$".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
