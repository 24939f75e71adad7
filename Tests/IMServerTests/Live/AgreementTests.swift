import IMServer
import NIOCore
import Testing

/// The registry, the page of metrics and the log tell the same story.
@Suite struct AgreementTests {
  @Test func openedClosedAndAliveAgree() async throws {
    let server = try await TestGateway {
      $0.heartbeat = Heartbeat.Policy(interval: .seconds(1), misses: 1)
      $0.closingDeadline = .milliseconds(200)
    }
    let codes: [[UInt8]] = [[0x03, 0xE8], [0x03, 0xE8], [0x03, 0xE9], [], [0x0F, 0xA0]]
    for code in codes {
      let client = try await RawClient.webSocket(server)
      client.send(frame: 8, code)
      _ = try await client.closeCode()
    }
    let rude = try await RawClient.webSocket(server)
    rude.send([0x81, 0x01, 0x61])
    let vanishing = try await RawClient.webSocket(server)
    vanishing.close()
    let silent = try await RawClient.webSocket(server)
    try await eventually("the silent one is given up") { !silent.isOpen }
    let staying = try await RawClient.webSocket(server)
    try await eventually("all but one are gone") { server.gateway.figures.alive == 1 }
    #expect(server.metric("im_ws_connections") == 1)
    staying.send(frame: 8, [0x03, 0xE8])
    try await eventually("all are gone") { server.gateway.figures.alive == 0 }

    let figures = server.gateway.figures
    #expect(figures.opened == 9)
    for reason in CloseReason.allCases {
      let expected: [CloseReason: Int] = [
        .normal: 3, .goingAway: 1, .noStatus: 1, .clientError: 1, .protocolError: 1,
        .abnormal: 1, .heartbeatTimeout: 1,
      ]
      #expect(figures.closed[reason] == expected[reason, default: 0], "\(reason)")
      let sample = "im_ws_closed_total{reason=\"\(reason.rawValue)\"}"
      #expect(server.metric(sample) == Double(expected[reason, default: 0]), "\(reason)")
    }
    #expect(server.metric("im_ws_opened_total") == 9)
    let upgrades = server.metric(
      #"http_requests_total{method="GET",path="/ws/connect",status="101"}"#
    )
    #expect(upgrades == 9)

    let lines = await server.finish()
    try expectAgreement(server, lines)
    #expect(TestGateway.count(lines, #""event":"open""#) == 9)
    #expect(TestGateway.count(lines, #""path":"/ws/connect","status":101"#) == 9)
    #expect(TestGateway.count(lines, #""event":"heartbeat_timeout""#) == 1)
    for reason in CloseReason.allCases {
      #expect(
        TestGateway.count(lines, #""event":"close""#, "\"reason\":\"\(reason.rawValue)\"")
          == figures.closed[reason],
        "\(reason)"
      )
    }
  }

  @Test func messagesAgreeWhoeverSaysThemAndWhoeverIsGone() async throws {
    let server = try await TestGateway()
    let ada = try await RawClient.webSocket(server, user: "ada", room: "blue")
    let bob = try await RawClient.webSocket(server, user: "bob", room: "blue")
    for number in 0..<50 {
      ada.send(frame: 1, Array("{\"text\":\"\(number)\"}".utf8))
      if number == 25 { bob.close() }
    }
    ada.send(frame: 1, Array("no message".utf8))
    let body = #"{"room":"blue","user":"eve","text":"over HTTP"}"#
    let eve = try await RawClient(port: server.gateway.port)
    eve.send(
      "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    )
    _ = try await eve.text(containing: "over HTTP")
    try await eventually("ada has heard everything") {
      server.metric(#"im_messages_total{direction="in"}"#) == 52
        && server.metric("im_messages_waiting") == 0 && server.metric("im_hub_queue_length") == 0
    }
    try expectAgreement(server, await server.finish())
  }

  @Test func fleetConnectsFromItsAddressesAndSaysGoodbye() async throws {
    let server = try await TestGateway()
    let fleet = ClientFleet(
      gateway: GatewayAddress(port: server.gateway.port),
      connections: 12,
      seed: 3
    )
    let living = Task { try await fleet.run() }
    try await eventually("all are there") { server.gateway.figures.opened >= 12 }
    living.cancel()
    try await living.value
    try await eventually("all are gone") { server.gateway.figures.alive == 0 }
    #expect(server.gateway.figures.closed[.abnormal] == 0)
    let lines = await server.finish()
    try expectAgreement(server, lines)
    for person in ClientProfile.population(count: 12, seed: 3) {
      #expect(
        TestGateway.count(
          lines,
          #""event":"open""#,
          "\"client_ip\":\"\(person.address)\"",
          "\"user_id\":\"\(person.user)\""
        ) >= 1
      )
    }
  }
}
