import MetricsClient
import MetricsModel

/// Since when what rules read is known.
struct SourceCover {
  /// When the rules were evaluated first.
  var start: Timestamp
  /// The first scrape of any target; nil before it.
  var firstScrape: Timestamp?
  /// The time of the log's oldest record, on the clock of the scrapes; nil without one.
  var logBegin: Timestamp?
  /// The server that tells of the time before the first scrape, once it has answered.
  var remote: RemoteView?
  /// Whether there is nothing but a server, which knows its past.
  var isServerAlone = false

  /// Since when the series of a metric, or of all metrics, are known; nil for as long as anybody asks.
  func knownSince(_ metric: String?) -> Timestamp? {
    if let metric, metric.hasPrefix("log_") { return logBegin ?? start }
    if let metric, metric.hasPrefix(OwnSeries.prefix) { return nil }
    guard !isServerAlone else { return nil }
    guard let firstScrape else { return start }
    guard let remote, let metric, remote.knowsTargets(of: [metric]), remote.isAnswering else {
      return firstScrape
    }
    return firstScrape.moved(by: -RemotePast.reachOfRules)
  }
}

extension RemoteView {
  /// Whether the server answers.
  fileprivate var isAnswering: Bool {
    switch history.status.health {
    case .up, .partial: true
    case .unknown, .down: false
    }
  }
}
