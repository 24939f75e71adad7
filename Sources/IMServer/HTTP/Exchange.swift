import NIOCore
import NIOHTTP1

/// One request on its way to an answer.
struct Exchange: Sendable {
  /// The request's head.
  let head: HTTPRequestHead
  /// Its target, taken apart.
  let target: RequestTarget
  /// The client's address without its port.
  let clientIP: String
  /// The trace in which it happens.
  let trace: TraceContext
  /// When its head was there.
  let began: NIODeadline
  /// Where its answer is to be made.
  let eventLoop: any EventLoop
  /// The variable parts of its path: `:id`.
  var parameters: [String: String] = [:]
  /// The user that its token names; nil where it showed none.
  var user: String?
  /// What it brought along.
  var body = ByteBuffer()
}

extension GatewayCore {
  /// Counts an answered request and writes its line.
  ///
  /// - Parameters:
  ///   - exchange: The request.
  ///   - route: The template of its route, empty where none matched.
  ///   - status: The answer.
  ///   - error: Why it was refused, for the log.
  func record(_ exchange: Exchange, route: String, status: Int, error: String? = nil) {
    let nanoseconds = (NIODeadline.now() - exchange.began).nanoseconds
    let method = Endpoint.methodLabel(exchange.head.method)
    requests.count(
      .init(method: method, path: route, status: status),
      seconds: Double(nanoseconds) / 1e9
    )
    var line = LogLine(status >= 500 ? .error : .info, "")
    line.clientIP = exchange.clientIP
    line.method = exchange.head.method.rawValue
    line.path = exchange.target.path
    line.status = status
    line.latency = nanoseconds
    line.query = exchange.target.queryWithoutToken
    line.userAgent = exchange.head.headers.first(name: "user-agent")
    line.trace = exchange.trace
    line.userID = exchange.user ?? exchange.target.query["user"]
    line.error = error
    log.write(line)
  }
}
