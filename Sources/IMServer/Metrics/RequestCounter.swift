import NIOConcurrencyHelpers

/// Counts requests by method, route and status.
///
/// Every route's usual answers are there at 0 from the start, so that rates exist from the first
/// request on. Methods and routes come from closed lists: nobody outside can make new series.
final class RequestCounter: Sendable {
  /// What requests are told apart by.
  struct Key: Hashable {
    /// The method, `OTHER` where it is none of the usual ones.
    var method: String
    /// The route's template, empty where no route matches.
    var path: String
    /// The status.
    var status: Int
  }

  private let histograms: NIOLockedValueBox<[Key: LatencyHistogram]>

  /// A counter with these series at 0.
  init(_ keys: some Sequence<Key>) {
    histograms = NIOLockedValueBox(
      Dictionary(keys.map { ($0, LatencyHistogram()) }) { first, _ in first }
    )
  }

  /// Counts one request.
  func count(_ key: Key, seconds: Double) {
    histograms.withLockedValue { $0[key, default: LatencyHistogram()].observe(seconds) }
  }

  /// How often each kind of request was answered.
  var counts: [Key: Int] { histograms.withLockedValue { $0.mapValues(\.count) } }

  /// The two metrics, in a stable order.
  var families: [MetricFamily] {
    let rows = histograms.withLockedValue { $0 }.sorted {
      ($0.key.path, $0.key.method, $0.key.status) < ($1.key.path, $1.key.method, $1.key.status)
    }.map { (labels: Self.labels($0.key), histogram: $0.value) }
    return [
      MetricFamily(
        "http_requests",
        .counter,
        "HTTP requests answered, WebSocket upgrades with status 101.",
        rows.map { .init(labels: $0.labels, value: Double($0.histogram.count)) }
      ),
      MetricFamily(
        "http_request_duration_seconds",
        .histogram,
        "Time to the answer; for WebSocket upgrades the handshake alone.",
        rows.flatMap { $0.histogram.samples($0.labels) }
      ),
    ]
  }

  private static func labels(_ key: Key) -> [MetricFamily.Label] {
    [.init("method", key.method), .init("path", key.path), .init("status", String(key.status))]
  }
}
