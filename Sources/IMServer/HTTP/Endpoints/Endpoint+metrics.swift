import NIOCore
import NIOHTTP1

extension Endpoint {
  /// `GET /metrics`: everything that is counted, as text or OpenMetrics.
  static let metrics = Endpoint(
    method: .GET,
    template: "/metrics",
    access: .open,
    statuses: [200]
  ) { exchange, core in
    let accept = exchange.head.headers["accept"].joined(separator: ",")
    let format = MetricsPage.Format(accept: accept)
    return exchange.eventLoop.makeSucceededFuture(
      .text(core.metrics.text(format), type: format.contentType)
    )
  }
}
