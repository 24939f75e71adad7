import NIOCore
import NIOHTTP1

/// One thing that can be asked of the gateway over HTTP: a row of `Endpoint.all`.
struct Endpoint: Sendable {
  /// What a request's method and path lead to.
  enum Match {
    /// An endpoint, with the variable parts of the path.
    case found(Endpoint, parameters: [String: String])
    /// The path exists for other methods.
    case wrongMethod(template: String, allowed: [HTTPMethod])
    /// There is no such path.
    case none
  }

  /// Who may ask.
  enum Access: Sendable {
    /// Everybody: probes, scrapers.
    case open
    /// Everybody, at a bounded rate for each address.
    case limited
    /// Users with a token where tokens are required, at bounded rates.
    case members
    /// The same for those who connect: addresses may connect as often as they like, so that storms
    /// are seen for what they are.
    case connections
  }

  let method: HTTPMethod
  /// The path, variable parts as `:name`: what metrics call it.
  let template: String
  let access: Access
  /// The answers whose counters exist from the start.
  let statuses: [Int]
  let respond: @Sendable (Exchange, GatewayCore) -> EventLoopFuture<Reply>

  /// Every endpoint.
  static let all: [Endpoint] = [
    connect, login, postMessage, history, roomPresence, userPresence, health, metrics, logStream,
  ]

  /// The counters that exist from the start.
  var keys: [RequestCounter.Key] {
    statuses.map { .init(method: method.rawValue, path: template, status: $0) }
  }

  /// The endpoint of a request; what can be got can be asked for with HEAD, too.
  static func match(_ asked: HTTPMethod, _ path: String) -> Match {
    let method = asked == .HEAD ? .GET : asked
    var others: [Endpoint] = []
    for endpoint in all {
      guard let parameters = endpoint.parameters(of: path) else { continue }
      if endpoint.method == method { return .found(endpoint, parameters: parameters) }
      others.append(endpoint)
    }
    guard let first = others.first else { return .none }
    return .wrongMethod(template: first.template, allowed: others.map(\.method))
  }

  /// The method as a label: one of a closed list.
  static func methodLabel(_ method: HTTPMethod) -> String {
    switch method {
    case .GET, .POST, .HEAD, .PUT, .DELETE, .OPTIONS, .PATCH: method.rawValue
    default: "OTHER"
    }
  }

  private func parameters(of path: String) -> [String: String]? {
    let names = template.split(separator: "/", omittingEmptySubsequences: false)
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard names.count == parts.count else { return nil }
    var parameters: [String: String] = [:]
    for (name, part) in zip(names, parts) {
      if name.hasPrefix(":") {
        guard !part.isEmpty, let value = RequestTarget.decoded(part) else { return nil }
        parameters[String(name.dropFirst())] = value
      } else if name != part {
        return nil
      }
    }
    return parameters
  }
}
