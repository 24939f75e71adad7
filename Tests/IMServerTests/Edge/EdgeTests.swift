import IMServer
import NIOCore
import NIOPosix
import Testing

@Suite struct EdgeTests {
  private static func get(_ path: String, _ fields: String...) -> String {
    (["GET \(path) HTTP/1.1", "Host: x", "User-Agent: probe/1"] + fields)
      .joined(separator: "\r\n") + "\r\n\r\n"
  }

  private static func gateway() async throws -> TestGateway {
    try await TestGateway { $0.trustedProxies = ["127.0.0.1"] }
  }

  @Test func requestIsLoggedTwiceWithTheClientsAddress() async throws {
    let server = try await Self.gateway()
    let port = server.gateway.port
    let edge = try await TestEdge([port])
    let client = try await RawClient(port: edge.edge.port, from: "127.10.0.7")
    client.send(Self.get("/healthz", "X-Forwarded-For: 8.8.8.8", "Referer: here"))
    #expect(try await client.response().hasPrefix("HTTP/1.1 200"))
    _ = try await client.text(containing: "ok")
    let outer = await edge.finish()
    let inner = await server.finish()
    #expect(outer.count == 1)
    #expect(outer[0].hasPrefix("127.10.0.7 - - ["))
    #expect(outer[0].contains(#""GET /healthz HTTP/1.1" 200 3 "here" "probe/1" rt=0."#))
    #expect(outer[0].hasSuffix("upstream=127.0.0.1:\(port)"))
    #expect(TestGateway.count(inner, #""client_ip":"127.10.0.7""#, #""path":"/healthz""#) == 1)
  }

  @Test func gatewayBelievesNobodyElse() async throws {
    let server = try await Self.gateway()
    let client = try await RawClient(port: server.gateway.port, from: "127.10.0.7")
    client.send(Self.get("/healthz", "X-Forwarded-For: 127.20.0.1"))
    _ = try await client.response()
    let proxied = try await RawClient(port: server.gateway.port)
    proxied.send(Self.get("/healthz", "X-Forwarded-For: <script>"))
    _ = try await proxied.response()
    let lines = await server.finish()
    #expect(TestGateway.count(lines, #""client_ip":"127.10.0.7""#) == 1)
    #expect(TestGateway.count(lines, #""client_ip":"127.0.0.1""#) == 1)
    #expect(TestGateway.count(lines, "script") == 0)
  }

  @Test func keptConnectionTakesTurnsAmongTheGateways() async throws {
    let servers = try await [Self.gateway(), Self.gateway()]
    let edge = try await TestEdge(servers.map(\.gateway.port))
    let client = try await RawClient(port: edge.edge.port)
    client.send(String(repeating: Self.get("/healthz"), count: 4))
    try await eventually("four answers") { edge.log.count == 4 }
    #expect(client.isOpen)
    _ = await edge.finish()
    for server in servers {
      #expect(TestGateway.count(await server.finish(), #""path":"/healthz""#) == 2)
    }
  }

  @Test func bodyIsHandedOn() async throws {
    let server = try await Self.gateway()
    let edge = try await TestEdge([server.gateway.port]) { $0.bodyLimit = 100 }
    let body = #"{"room":"lobby","user":"ada","text":"hey"}"#
    let client = try await RawClient(port: edge.edge.port)
    client.send(
      "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "2a\r\n\(body)\r\n0\r\n\r\n"
    )
    #expect(try await client.response().hasPrefix("HTTP/1.1 201"))
    let second = try await RawClient(port: edge.edge.port)
    second.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n")
    second.send(String(repeating: "x", count: 200))
    #expect(try await second.response().hasPrefix("HTTP/1.1 413"))
    try await eventually("its end") { !second.isOpen }
    _ = await edge.finish()
    #expect(TestGateway.count(await server.finish(), #""status":201"#) == 1)
  }

  @Test func webSocketIsATunnelAndLoggedAtItsEnd() async throws {
    let server = try await Self.gateway()
    let edge = try await TestEdge([server.gateway.port])
    let client = try await RawClient(port: edge.edge.port, from: "127.10.0.9")
    client.send(RawClient.upgrade())
    #expect(try await client.response().hasPrefix("HTTP/1.1 101"))
    client.send(frame: 1, Array(#"{"text":"through"}"#.utf8))
    let said = String(decoding: try await client.frame(1), as: UTF8.self)
    #expect(said.contains("through"))
    #expect(edge.log.isEmpty)
    client.send(frame: 8, [0x03, 0xE8])
    #expect(try await client.closeCode() == 1000)
    try await eventually("the line") { edge.log.count == 1 }
    #expect(edge.log[0].contains(#"HTTP/1.1" 101 "#))
    _ = await edge.finish()
    let inner = await server.finish()
    #expect(
      TestGateway.count(inner, #""event":"close""#, #""client_ip":"127.10.0.9""#, "normal") == 1
    )
  }

  @Test func resetOfTheClientReachesTheGateway() async throws {
    let server = try await Self.gateway()
    let edge = try await TestEdge([server.gateway.port])
    let client = try await RawClient(port: edge.edge.port)
    client.send(RawClient.upgrade())
    _ = try await client.response()
    try await eventually("it is open") { server.gateway.figures.alive == 1 }
    client.close()
    try await eventually("it is gone") { server.gateway.figures.alive == 0 }
    #expect(server.gateway.figures.closed[.abnormal] == 1)
    _ = await edge.finish()
    _ = await server.finish()
  }

  @Test func refusingUpstreamIs502AndSilentOne504() async throws {
    let server = try await Self.gateway()
    let edge = try await TestEdge([server.gateway.port]) {
      $0.answerDeadline = .milliseconds(100)
    }
    edge.edge.begin(.goneUpstreams)
    try await eventually("both of them") {
      for _ in 0..<8 {
        Task {
          let client = try await RawClient(port: edge.edge.port)
          client.send(Self.get("/healthz", "Connection: close"))
        }
      }
      let log = edge.log
      return TestGateway.count(log, #"HTTP/1.1" 502 "#, "upstream=127.0.0.2:") > 0
        && TestGateway.count(log, #"HTTP/1.1" 504 "#, "upstream=127.0.0.3:") > 0
    }
    edge.edge.end(.goneUpstreams)
    _ = await edge.finish()
    let inner = await server.finish()
    #expect(TestGateway.count(inner, #""status":50"#) == 0)
  }

  @Test func clientThatDoesNotWaitIs499() async throws {
    let silent = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .bind(host: "127.0.0.1", port: 0).get()
    let edge = try await TestEdge([silent.localAddress?.port ?? 0])
    let client = try await RawClient(port: edge.edge.port)
    client.send(Self.get("/slow"))
    try await Task.sleep(for: .milliseconds(50))
    client.close()
    try await eventually("the line") { edge.log.contains { $0.contains(#"HTTP/1.1" 499 0 "#) } }
    _ = await edge.finish()
    try await silent.close()
  }

  @Test func upstreamThatBreaksOffIs502() async throws {
    let rude = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { $0.close() }
      .bind(host: "127.0.0.1", port: 0).get()
    let edge = try await TestEdge([rude.localAddress?.port ?? 0])
    let client = try await RawClient(port: edge.edge.port)
    client.send(Self.get("/rude"))
    #expect(try await client.response().hasPrefix("HTTP/1.1 502"))
    _ = await edge.finish()
    try await rude.close()
  }
}
