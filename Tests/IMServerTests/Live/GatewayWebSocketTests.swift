import IMServer
import NIOCore
import Testing

@Suite struct GatewayWebSocketTests {
  @Test func handshakeAnswersTheSampleOfTheRFC() async throws {
    let server = try await TestGateway()
    let client = try await RawClient(port: server.gateway.port)
    client.send(
      "GET /ws/connect?user=ada HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    let head = try await client.response()
    #expect(head.hasPrefix("HTTP/1.1 101 "))
    #expect(head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
    _ = await server.finish()
  }

  @Test func messageReachesEverybodyInTheRoomAndNobodyElse() async throws {
    let server = try await TestGateway()
    let ada = try await RawClient.webSocket(server, user: "ada", room: "blue")
    let bob = try await RawClient.webSocket(server, user: "bob", room: "blue")
    let eve = try await RawClient.webSocket(server, user: "eve", room: "red")
    try await eventually("three are there") { server.gateway.figures.alive == 3 }
    ada.send(frame: 1, Array(#"{"text":"héllo"}"#.utf8))
    for client in [ada, bob] {
      let message = String(decoding: try await client.frame(1), as: UTF8.self)
      #expect(message.contains(#""id":1,"room":"blue","user":"ada","text":"héllo""#))
    }
    eve.send(frame: 1, Array(#"{"text":"alone"}"#.utf8))
    #expect(String(decoding: try await eve.frame(1), as: UTF8.self).contains("alone"))
    #expect(server.metric(#"im_messages_total{direction="in"}"#) == 2)
    #expect(server.metric(#"im_messages_total{direction="out"}"#) == 3)
    _ = await server.finish()
  }

  @Test func pingIsAnsweredWithItsPayload() async throws {
    let server = try await TestGateway()
    let client = try await RawClient.webSocket(server)
    client.send(frame: 9, [1, 2, 3])
    #expect(try await client.frame(10) == [1, 2, 3])
    _ = await server.finish()
  }

  @Test func goodbyeIsAnsweredWithItsCode() async throws {
    let server = try await TestGateway()
    let client = try await RawClient.webSocket(server)
    client.send(frame: 8, [0x03, 0xE8])
    #expect(try await client.closeCode() == 1000)
    try await eventually("the socket is closed") { !client.isOpen }
    #expect(server.gateway.figures.closed[.normal] == 1)
    _ = await server.finish()
  }

  @Test(
    arguments: [
      ("unmasked", [0x81, 0x01, 0x61], 1002, CloseReason.protocolError),
      ("reserved opcode", [0x83, 0x80, 0, 0, 0, 0], 1002, .protocolError),
      ("fragmented ping", [0x09, 0x80, 0, 0, 0, 0], 1002, .protocolError),
      ("long ping", [0x89, 0xFE, 0, 126, 0, 0, 0, 0], 1002, .protocolError),
      ("no UTF-8", [0x81, 0x81, 0, 0, 0, 0, 0xFF], 1007, .invalidData),
      (
        "frame of 2^63 - 1 bytes",
        [0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0], 1009,
        .messageTooBig
      ),
    ] as [(String, [UInt8], Int, CloseReason)]
  )
  func violationIsClosedWithItsCode(
    name: String,
    bytes: [UInt8],
    code: Int,
    reason: CloseReason
  ) async throws {
    let server = try await TestGateway { $0.closingDeadline = .milliseconds(200) }
    let client = try await RawClient.webSocket(server)
    client.send(bytes)
    #expect(try await client.closeCode() == code)
    try await eventually("the socket is closed") { !client.isOpen }
    try await eventually("it is counted") { server.gateway.figures.closed[reason] == 1 }
    _ = await server.finish()
  }

  @Test func messageOverTheLimitInFragmentsIsTooBig() async throws {
    let server = try await TestGateway { $0.messageLimit = 150 }
    let client = try await RawClient.webSocket(server)
    client.send(frame: 1, [UInt8](repeating: 0x61, count: 100), fin: false)
    client.send(frame: 0, [UInt8](repeating: 0x61, count: 100))
    #expect(try await client.closeCode() == 1009)
    _ = await server.finish()
  }

  @Test func silentClientIsGivenUpAndLogged() async throws {
    let server = try await TestGateway {
      $0.heartbeat = Heartbeat.Policy(interval: .milliseconds(30), misses: 3)
    }
    let client = try await RawClient.webSocket(server, from: "127.20.0.9")
    try await eventually("it is given up") { !client.isOpen }
    try await eventually("it is counted") {
      server.gateway.figures.closed[.heartbeatTimeout] == 1
    }
    #expect(server.metric("im_heartbeat_timeouts_total") == 1)
    let lines = await server.finish()
    #expect(
      TestGateway.count(
        lines,
        #""event":"heartbeat_timeout""#,
        #""level":"warn""#,
        #""missed":3"#,
        #""client_ip":"127.20.0.9""#,
        #""msg":"missed=3""#
      ) == 1
    )
    #expect(TestGateway.count(lines, #""event":"close""#, #""reason":"heartbeat_timeout""#) == 1)
  }

  @Test func answeringClientLives() async throws {
    let server = try await TestGateway {
      $0.heartbeat = Heartbeat.Policy(interval: .milliseconds(200), misses: 3)
    }
    let client = try await RawClient.webSocket(server)
    for _ in 0..<8 {
      _ = try await client.frame(9)
      client.send(frame: 10, [])
    }
    #expect(client.isOpen)
    #expect(server.gateway.figures.heartbeatTimeouts == 0)
    _ = await server.finish()
  }

  @Test func shutdownSaysGoodbyeWith1001() async throws {
    let server = try await TestGateway()
    let client = try await RawClient.webSocket(server)
    try await eventually("it is there") { server.gateway.figures.alive == 1 }
    async let lines = server.finish()
    #expect(try await client.closeCode() == 1001)
    client.send(frame: 8, [0x03, 0xE9])
    let closed = TestGateway.count(
      await lines,
      #""event":"close""#,
      #""code":1001"#,
      #""reason":"shutdown""#
    )
    #expect(closed == 1)
    #expect(server.gateway.figures.alive == 0)
  }

  @Test func refusedUpgradeHasItsReasonInALineOfTheSameTrace() async throws {
    let server = try await TestGateway()
    let fault = GatewayFault.refuseUpgrades(reason: "hub queue full")
    server.gateway.begin(fault)
    let client = try await RawClient(port: server.gateway.port)
    client.send(
      "GET /ws/connect?user=ada HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    #expect(try await client.response().hasPrefix("HTTP/1.1 500 "))
    server.gateway.end(fault)
    _ = try await RawClient.webSocket(server)
    let path = #"{method="GET",path="/ws/connect",status="500"}"#
    #expect(server.metric("http_requests_total" + path) == 1)
    let lines = await server.finish()
    let trace = #""trace_id":"4bf92f3577b34da6a3ce929d0e0e4736""#
    #expect(TestGateway.count(lines, trace, #""status":500"#, #""level":"error""#) == 1)
    #expect(
      TestGateway.count(
        lines,
        trace,
        #""msg":"upgrade refused: hub queue full""#,
        #""level":"error""#
      ) == 1
    )
    #expect(TestGateway.count(lines, #""status":101"#) == 1)
  }

  @Test func halfClosedSocketIsAnAbnormalEnd() async throws {
    let server = try await TestGateway()
    let client = try await RawClient.webSocket(server)
    try await eventually("it is there") { server.gateway.figures.alive == 1 }
    client.closeOutput()
    try await eventually("it is gone") { server.gateway.figures.closed[.abnormal] == 1 }
    #expect(server.gateway.figures.alive == 0)
    _ = await server.finish()
  }

  @Test func connectionIsMaintainedOnceItAnswers() async throws {
    let server = try await TestGateway {
      $0.heartbeat = Heartbeat.Policy(interval: .milliseconds(50), misses: 100)
    }
    let client = try await RawClient.webSocket(server)
    try await eventually("it is active") { server.gateway.figures.phases[.active] == 1 }
    _ = try await client.frame(9)
    client.send(frame: 10, [])
    try await eventually("it is maintained") { server.gateway.figures.phases[.maintained] == 1 }
    #expect(server.metric(#"im_ws_connection_states{state="maintained"}"#) == 1)
    #expect(server.metric(#"im_ws_connection_states{state="active"}"#) == 0)
    _ = await server.finish()
    #expect(server.gateway.figures.phases.values.allSatisfy { $0 == 0 })
  }
}
