import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1

/// Decides whether a client may ask what it asks: how often, and as whom.
final class Gate: Sendable {
  private struct Tables {
    var addresses: BucketTable<String>
    var users: BucketTable<String>
  }

  let tokens: TokenIssuer
  private let policy: TokenPolicy
  private let clock: @Sendable () -> WallTime
  private let tables: NIOLockedValueBox<Tables>

  init(_ configuration: GatewayConfiguration) {
    tokens = TokenIssuer(key: configuration.tokenKey, lifetime: configuration.tokenLifetime)
    policy = configuration.tokens
    clock = configuration.clock
    let now = NIODeadline.now()
    tables = NIOLockedValueBox(
      Tables(
        addresses: BucketTable(configuration.addressLimit, at: now),
        users: BucketTable(configuration.userLimit, at: now)
      )
    )
  }

  /// Lets the request pass, with the user that its token names, or says what to answer instead.
  func admit(_ exchange: Exchange, to access: Endpoint.Access) -> Result<Exchange, Refusal> {
    guard exchange.namesOneHost else {
      return .failure(Refusal(reply: .refusal(.badRequest, "one Host is needed")))
    }
    switch access {
    case .open: return .success(exchange)
    case .limited: return limited(exchange)
    case .members: return limited(exchange).flatMap(identified)
    case .connections: return identified(exchange)
    }
  }

  private func limited(_ exchange: Exchange) -> Result<Exchange, Refusal> {
    let now = NIODeadline.now()
    return pass(exchange, tables.withLockedValue { $0.addresses.take(exchange.clientIP, at: now) })
  }

  private func identified(_ exchange: Exchange) -> Result<Exchange, Refusal> {
    guard let token = exchange.token else {
      return policy == .optional
        ? .success(exchange) : .failure(Refusal(reply: .unauthorized("token is missing")))
    }
    var exchange = exchange
    do throws(TokenIssuer.Flaw) {
      exchange.user = try tokens.user(of: token, at: clock())
    } catch {
      let reason = error == .expired ? "token has expired" : "token is invalid"
      return .failure(Refusal(reply: .unauthorized(reason)))
    }
    let now = NIODeadline.now()
    let user = exchange.user ?? ""
    return pass(exchange, tables.withLockedValue { $0.users.take(user, at: now) })
  }

  private func pass(_ exchange: Exchange, _ wait: Double?) -> Result<Exchange, Refusal> {
    guard let wait else { return .success(exchange) }
    var reply = Reply.refusal(.tooManyRequests, "too many requests")
    reply.headers.add(name: "Retry-After", value: String(Int(min(wait, 3600).rounded(.up))))
    return .failure(Refusal(reply: reply))
  }
}

extension Gate {
  /// What to answer instead.
  struct Refusal: Error {
    var reply: Reply
  }
}

extension Reply {
  /// The answer to somebody who has not shown who they are.
  static func unauthorized(_ reason: String) -> Reply {
    var reply = refusal(.unauthorized, reason)
    reply.headers.add(name: "WWW-Authenticate", value: "Bearer")
    return reply
  }
}

extension Exchange {
  /// Whether it says once which host it means, which HTTP/1.1 asks for (RFC 9112, section 3.2).
  fileprivate var namesOneHost: Bool {
    let count = head.headers["host"].count
    return count == 1 || count == 0 && head.version == .http1_0
  }

  /// The token that the request shows: `Authorization: Bearer T`, or `token=T` where headers cannot be
  /// set, as in a browser's WebSocket.
  fileprivate var token: String? {
    guard let field = head.headers.first(name: "authorization") else {
      return target.query["token"]
    }
    let parts = field.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return field }
    return String(parts[1])
  }
}
