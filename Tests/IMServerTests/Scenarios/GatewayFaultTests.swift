import IMServer
import NIOCore
import Testing

/// Each fault of the gateway really happens, in its metrics and its log.
@Suite struct GatewayFaultTests {
  private static let post = """
    POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nUser-Agent: test\r\nConnection: close\r
    Content-Length: 42\r\n\r\n{"room":"lobby","user":"ada","text":"hey"}
    """

  @Test func leakLeavesTheGaugeUpWhileTheLogSaysClosed() async throws {
    let server = try await TestGateway()
    server.gateway.begin(.leakConnections)
    for _ in 0..<3 {
      let client = try await RawClient.webSocket(server)
      client.send(frame: 8, [0x03, 0xE8])
      try await eventually("it is closed") { !client.isOpen }
    }
    try await eventually("the sockets are gone") {
      server.metric("process_open_fds") != nil && server.log.contains { $0.contains("c-3") }
        && TestGateway.count(server.log, #""event":"close""#) == 3
    }
    #expect(server.metric("im_ws_connections") == 3)
    #expect(server.metric(#"im_ws_closed_total{reason="normal"}"#) == 0)
    server.gateway.end(.leakConnections)
    #expect(server.metric("im_ws_connections") == 0)
    #expect(server.metric(#"im_ws_closed_total{reason="normal"}"#) == 3)
    _ = await server.finish()
  }

  @Test func nobodyIsGivenUpWhileTheHeartbeatStands() async throws {
    let server = try await TestGateway {
      $0.heartbeat = Heartbeat.Policy(interval: .milliseconds(30), misses: 2)
    }
    server.gateway.begin(.stopHeartbeat)
    let silent = try await RawClient.webSocket(server)
    let witness = try await RawClient.webSocket(server, user: "bob")
    // A message is said and heard: well more than two beats go by.
    for _ in 0..<5 {
      try await Task.sleep(for: .milliseconds(30))
      witness.send(frame: 1, Array(#"{"text":"still here"}"#.utf8))
      _ = try await witness.frame(1)
    }
    #expect(silent.isOpen)
    #expect(server.metric("im_heartbeat_timeouts_total") == 0)
    server.gateway.end(.stopHeartbeat)
    try await eventually("the silent one is found") {
      (server.metric("im_heartbeat_timeouts_total") ?? 0) >= 1
    }
    _ = await server.finish()
  }

  @Test func slowStoreIsLateAndNothingFails() async throws {
    let server = try await TestGateway { $0.storeFailureShare = 1 }
    server.gateway.begin(.slowStore)
    let began = ContinuousClock.now
    let client = try await RawClient(port: server.gateway.port)
    client.send(Self.post)
    #expect(try await client.response().hasPrefix("HTTP/1.1 201"))
    #expect(ContinuousClock.now - began > .milliseconds(200))
    server.gateway.end(.slowStore)
    let lines = await server.finish()
    #expect(TestGateway.count(lines, #""level":"error""#) == 0)
  }

  @Test func panicIsTwentyRawLinesAndAFiveHundred() async throws {
    let server = try await TestGateway()
    server.gateway.begin(.panic(share: 1))
    let client = try await RawClient(port: server.gateway.port)
    client.send(Self.post)
    #expect(try await client.response().hasPrefix("HTTP/1.1 500"))
    server.gateway.end(.panic(share: 1))
    let second = try await RawClient(port: server.gateway.port)
    second.send(Self.post)
    #expect(try await second.response().hasPrefix("HTTP/1.1 201"))
    let lines = await server.finish()
    let raw = lines.filter { !$0.hasPrefix("{") }
    #expect(raw.count >= 20)
    #expect(raw.first?.hasPrefix("\u{1B}[31m") == true)
    #expect(raw.first?.contains("[Recovery]") == true)
    #expect(raw.contains("POST /api/v1/messages HTTP/1.1\r"))
    #expect(raw.contains("runtime error: invalid memory address or nil pointer dereference"))
    #expect(raw.last == "\u{1B}[0m")
  }

  @Test func stalledLoopSaysSoInOneLine() async throws {
    let server = try await TestGateway()
    server.gateway.begin(.stallEventLoop(milliseconds: 100))
    try await eventually("the line") { server.log.contains { $0.contains("event_loop_stalled") } }
    let lines = await server.finish()
    #expect(TestGateway.count(lines, #""level":"fatal""#, "stalled for 0.1s") == 1)
  }
}
