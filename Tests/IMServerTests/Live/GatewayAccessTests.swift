import IMServer
import NIOCore
import Testing

@Suite struct GatewayAccessTests {
  private func answer(
    _ server: TestGateway,
    _ request: String,
    ending: String = "}"
  ) async throws -> String {
    let client = try await RawClient(port: server.gateway.port)
    client.send(request)
    let text = try await client.text(containing: ending)
    client.close()
    return text
  }

  private func logIn(_ server: TestGateway, _ user: String) async throws -> String {
    let body = "{\"user\":\"\(user)\"}"
    let text = try await answer(
      server,
      "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    )
    let parts = text.split(separator: "\"")
    let name = try #require(parts.firstIndex(of: "token"))
    return String(parts[name + 2])
  }

  private func upgrade(_ query: String) -> String {
    "GET /ws/connect?\(query) HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
      + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
  }

  @Test func memberSaysReadsAndConnectsWithTheTokenOfTheLogin() async throws {
    let server = try await TestGateway { $0.tokens = .required }
    let token = try await logIn(server, "ada")
    let body = #"{"room":"blue","text":"hello"}"#
    let said = try await answer(
      server,
      "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    )
    #expect(said.hasPrefix("HTTP/1.1 201 "))
    #expect(said.contains(#""user":"ada""#))
    let client = try await RawClient(port: server.gateway.port)
    client.send(upgrade("room=blue&token=\(token)"))
    #expect(try await client.response().hasPrefix("HTTP/1.1 101 "))
    let present = try await answer(
      server,
      "GET /api/v1/users/ada/presence?token=\(token) HTTP/1.1\r\nHost: x\r\n\r\n",
      ending: "]}"
    )
    #expect(present.contains(#"{"user":"ada","status":"online","connections":[{"conn_id":"c-1""#))
    let room = try await answer(
      server,
      "GET /api/v1/rooms/blue/presence?token=\(token) HTTP/1.1\r\nHost: x\r\n\r\n",
      ending: "]}"
    )
    #expect(room.contains(#"{"room":"blue","connections":1,"users":["ada"]}"#))
    let lines = await server.finish()
    #expect(TestGateway.count(lines, #""event":"open""#, #""user_id":"ada""#) == 1)
  }

  @Test func withoutATokenNobodyGetsInWhereItIsRequired() async throws {
    let server = try await TestGateway { $0.tokens = .required }
    let token = try await logIn(server, "ada")
    for request in [
      upgrade("user=ada"), upgrade("user=bob&token=\(token)"), upgrade("token=nonsense"),
      "GET /api/v1/rooms/blue/history HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /logs/stream HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /api/v1/rooms/blue/history HTTP/1.1\r\nHost: x\r\nAuthorization: Basic eA==\r\n\r\n",
    ] {
      let text = try await answer(server, request)
      #expect(text.hasPrefix("HTTP/1.1 401 "))
      #expect(text.contains("WWW-Authenticate: Bearer"))
    }
    let lines = await server.finish()
    #expect(TestGateway.count(lines, #""status":401"#, #""error":"token is missing""#) == 3)
    #expect(TestGateway.count(lines, #""status":401"#, #""error":"token is invalid""#) == 2)
    #expect(TestGateway.count(lines, #""error":"token is another user's""#) == 1)
    #expect(server.gateway.figures.opened == 0)
  }

  @Test func memberSpeaksForNobodyElse() async throws {
    let server = try await TestGateway()
    let token = try await logIn(server, "ada")
    for (user, status) in [("ada", "201"), ("bob", "401")] {
      let body = "{\"room\":\"blue\",\"user\":\"\(user)\",\"text\":\"hello\"}"
      let text = try await answer(
        server,
        "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
      )
      #expect(text.hasPrefix("HTTP/1.1 \(status) "))
    }
    _ = await server.finish()
  }

  @Test func tokenOfTheQueryIsNeverLogged() async throws {
    let server = try await TestGateway { $0.logFormat = .gin }
    let token = try await logIn(server, "ada")
    for name in ["token", "to%6ben", "%74oken"] {
      let text = try await answer(
        server,
        "GET /api/v1/users/ada/presence?a=b&\(name)=\(token) HTTP/1.1\r\nHost: x\r\n\r\n",
        ending: "]}"
      )
      #expect(text.hasPrefix("HTTP/1.1 200 "))
    }
    let lines = await server.finish()
    #expect(TestGateway.count(lines, "?a=b&token=…") == 3)
    #expect(TestGateway.count(lines, token) == 0)
  }

  @Test func tokenIsGoodAtEveryGatewayOfItsKey() async throws {
    let key = TokenKey.random()
    #expect(TokenKey(hex: key.hex) == key)
    let first = try await TestGateway { $0.tokenKey = key }
    let second = try await TestGateway { $0.tokenKey = TokenKey(hex: key.hex) ?? .random() }
    let token = try await logIn(first, "ada")
    let text = try await answer(
      second,
      "GET /api/v1/users/ada/presence?token=\(token) HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    #expect(text.hasPrefix("HTTP/1.1 200 "))
    _ = await first.finish()
    _ = await second.finish()
  }

  @Test func pathsThatDoNotExistAreLimitedToo() async throws {
    let server = try await TestGateway {
      $0.addressLimit = RateLimit(perSecond: 0.01, burst: 2)
    }
    for (method, status) in [("GET", "404"), ("GET", "404"), ("GET", "429")] {
      let text = try await answer(server, "\(method) /.env HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(text.hasPrefix("HTTP/1.1 \(status) "))
    }
    _ = await server.finish()
  }

  @Test func expiredTokenIsRefused() async throws {
    let server = try await TestGateway {
      $0.tokenKey = TokenKey(low: 7, high: 7)
    }
    let past = TokenIssuer(key: TokenKey(low: 7, high: 7), lifetime: 1)
      .issue(to: "ada", at: WallTime(milliseconds: 0))
    let text = try await answer(server, upgrade("token=\(past)"))
    #expect(text.hasPrefix("HTTP/1.1 401 "))
    #expect(text.contains("token has expired"))
    _ = await server.finish()
  }

  @Test func tooManyRequestsOfOneAddressAreToldWhenToComeBack() async throws {
    let server = try await TestGateway {
      $0.addressLimit = RateLimit(perSecond: 0.01, burst: 2)
    }
    let request = "GET /api/v1/users/ada/presence HTTP/1.1\r\nHost: x\r\n\r\n"
    for status in ["200", "200", "429"] {
      let text = try await answer(server, request)
      #expect(text.hasPrefix("HTTP/1.1 \(status) "))
      if status == "429" { #expect(text.contains("Retry-After: 100\r\n")) }
    }
    let probe = try await answer(server, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", ending: "ok")
    #expect(probe.hasPrefix("HTTP/1.1 200 "))
    _ = await server.finish()
  }

  @Test func oneUserHasNoMoreConnectionsThanAllowed() async throws {
    let server = try await TestGateway { $0.connectionsPerUser = 2 }
    for status in ["101", "101", "429"] {
      let client = try await RawClient(port: server.gateway.port)
      client.send(upgrade("user=ada"))
      #expect(try await client.response().hasPrefix("HTTP/1.1 \(status) "))
    }
    _ = await server.finish()
  }
}
