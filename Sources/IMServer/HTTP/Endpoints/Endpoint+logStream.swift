import NIOCore
import NIOHTTP1

extension Endpoint {
  /// `GET /logs/stream`: the log's lines from now on, one JSON object each.
  static let logStream = Endpoint(
    method: .GET,
    template: "/logs/stream",
    access: .members,
    statuses: [200, 401, 429]
  ) { exchange, core in
    exchange.eventLoop.makeSucceededFuture(
      Reply(
        status: .ok,
        headers: [
          "Content-Type": core.logWriter.format.contentType, "Cache-Control": "no-store",
        ],
        body: .liveLog,
        reason: nil
      )
    )
  }
}
