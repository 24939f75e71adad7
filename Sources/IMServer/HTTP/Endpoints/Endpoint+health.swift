import NIOCore
import NIOHTTP1

extension Endpoint {
  /// `GET /healthz`: says that the gateway serves.
  static let health = Endpoint(
    method: .GET,
    template: "/healthz",
    access: .open,
    statuses: [200]
  ) { exchange, _ in
    exchange.eventLoop.makeSucceededFuture(.text("ok\n", type: "text/plain; charset=utf-8"))
  }
}
