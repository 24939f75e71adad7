import IMServer
import NIOCore
import NIOPosix
import Testing

@Suite struct GatewayHTTPTests {
  private func answer(
    _ server: TestGateway,
    _ request: String,
    ending: String = "\r\n\r\n"
  ) async throws -> String {
    let client = try await RawClient(port: server.gateway.port)
    client.send(request)
    let text = try await client.text(containing: ending)
    client.close()
    return text
  }

  @Test func messageIsStoredAndListed() async throws {
    let server = try await TestGateway()
    let body = #"{"room":"blue","user":"ada","text":"hello"}"#
    let posted = try await answer(
      server,
      "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
      ending: "}"
    )
    #expect(posted.hasPrefix("HTTP/1.1 201 "))
    let listed = try await answer(
      server,
      "GET /api/v1/rooms/blue/history HTTP/1.1\r\nHost: x\r\n\r\n",
      ending: "]"
    )
    #expect(listed.hasPrefix("HTTP/1.1 200 "))
    #expect(
      listed.contains(#"[{"type":"message","id":1,"room":"blue","user":"ada","text":"hello""#)
    )
    _ = await server.finish()
  }

  @Test(
    arguments: [
      ("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", "404"),
      ("GET /api/v1/rooms/none/history HTTP/1.1\r\nHost: x\r\n\r\n", "404"),
      ("GET /ws/connect?user=ada HTTP/1.1\r\nHost: x\r\n\r\n", "400"),
      ("DELETE /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "405"),
      ("POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", "400"),
      ("POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", "413"),
      ("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "200"),
      ("nonsense\r\n\r\n", "400"),
      (
        "GET /ws/connect?user=ada HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
          + "Upgrade: websocket\r\nSec-WebSocket-Version: 8\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", "426"
      ),
      ("GET /healthz HTTP/1.1\r\nX: " + String(repeating: "a", count: 20_000), "431"),
      ("POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", "400"),
      ("GET /api/v1/users/ada/presence HTTP/1.1\r\nHost: x\r\n\r\n", "200"),
      ("GET /api/v1/rooms/none/presence HTTP/1.1\r\nHost: x\r\n\r\n", "404"),
      (
        "GET /api/v1/rooms/none/history?token=bad HTTP/1.1\r\nHost: x\r\n\r\n", "401"
      ),
      ("GET /ws/connect?user=ada&token=bad HTTP/1.1\r\nHost: x\r\n\r\n", "401"),
      ("GET /healthz HTTP/1.1\r\n\r\n", "400"),
      ("GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "400"),
      ("GET /healthz HTTP/1.0\r\n\r\n", "200"),
      (
        "GET /ws/connect?user=ada HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
          + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nContent-Length: 5\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\nhello", "400"
      ),
    ])
  func requestIsAnsweredWith(request: String, status: String) async throws {
    let server = try await TestGateway()
    let text = try await answer(server, request)
    #expect(text.hasPrefix("HTTP/1.1 \(status) "))
    let lines = await server.finish()
    #expect(TestGateway.count(lines, #""status":\#(status)"#) == 1)
  }

  @Test(arguments: ["", "X: " + String(repeating: "a", count: 20_000) + "\r\n"])
  func refusalReachesAClientThatIsStillSending(field: String) async throws {
    let server = try await TestGateway { $0.closingDeadline = .seconds(10) }
    for _ in 0..<5 {
      let client = try await RawClient(port: server.gateway.port)
      client.send(
        "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\n\(field)Content-Length: 3000000\r\n\r\n"
          + String(repeating: "a", count: 3_000_000)
      )
      let status = field.isEmpty ? "413" : "431"
      #expect(try await client.response().hasPrefix("HTTP/1.1 \(status) "))
    }
    try await eventually("they are gone") { server.clients == 0 }
    _ = await server.finish()
  }

  @Test func whoeverGoesOnSendingIsCutOff() async throws {
    let server = try await TestGateway { $0.closingDeadline = .milliseconds(50) }
    let socket = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: "127.0.0.1", port: server.gateway.port).get()
    let head = "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"
    try await socket.writeAndFlush(ByteBuffer(string: head))
    try await eventually("it is cut off") { server.clients == 0 && server.requests[413] == 1 }
    socket.close(promise: nil)
    _ = await server.finish()
  }

  @Test func chunkedBodyOverTheLimitIsRefused() async throws {
    let server = try await TestGateway { $0.bodyLimit = 100 }
    let chunk = "32\r\n" + String(repeating: "a", count: 50) + "\r\n"
    let text = try await answer(
      server,
      "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunk + chunk + chunk + "0\r\n\r\n"
    )
    #expect(text.hasPrefix("HTTP/1.1 413 "))
    _ = await server.finish()
  }

  @Test func requestThatNeverEndsGets408() async throws {
    let server = try await TestGateway { $0.requestDeadline = .milliseconds(50) }
    let text = try await answer(server, "GET /healthz HTT")
    #expect(text.hasPrefix("HTTP/1.1 408 "))
    _ = await server.finish()
  }

  @Test func requestsOnOneConnectionAreAnsweredInOrder() async throws {
    let server = try await TestGateway()
    let text = try await answer(
      server,
      "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
        + "GET /api/v1/rooms/none/history HTTP/1.1\r\nHost: x\r\n\r\n"
        + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
      ending: "no such path"
    )
    let statuses = text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
    #expect(statuses == ["200", "404", "404"])
    _ = await server.finish()
  }

  @Test func headIsAnsweredWithoutABody() async throws {
    let server = try await TestGateway()
    let text = try await answer(
      server,
      "HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + "HEAD /nope HTTP/1.1\r\nHost: x\r\n\r\n"
        + "GET /api/v1/rooms/a/history?limit=many HTTP/1.1\r\nHost: x\r\n\r\n",
      ending: "limit is no number"
    )
    let heads = text.split(separator: "HTTP/1.1 ")
    #expect(heads.map { $0.prefix(3) } == ["200", "404", "400"])
    #expect(heads[0].hasSuffix("\r\n\r\n") && heads[1].hasSuffix("\r\n\r\n"))
    #expect(heads[0].lowercased().contains("content-length: "))
    _ = await server.finish()
  }

  @Test(
    arguments: [
      ("", "content-type: text/plain; version=0.0.4; charset=utf-8", "im_ws_connections 0"),
      (
        "Accept: application/openmetrics-text; version=1.0.0\r\n",
        "content-type: application/openmetrics-text; version=1.0.0; charset=utf-8", "# EOF"
      ),
    ])
  func metricsComeInTheFormatThatIsAskedFor(
    accept: String,
    type: String,
    content: String
  ) async throws {
    let server = try await TestGateway()
    let text = try await answer(
      server,
      "GET /metrics HTTP/1.1\r\nHost: x\r\n\(accept)\r\n",
      ending: content
    )
    #expect(text.lowercased().contains(type))
    _ = await server.finish()
  }

  @Test func metricsAreCompressedWhenAsked() async throws {
    let server = try await TestGateway()
    let client = try await RawClient(port: server.gateway.port)
    client.send("GET /metrics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n")
    let head = try await client.response().lowercased()
    #expect(head.contains("content-encoding: gzip"))
    _ = try await client.text(containing: "\r\n0\r\n\r\n")
    client.close()
    _ = await server.finish()
  }

  @Test func logIsStreamedLive() async throws {
    let server = try await TestGateway()
    let listener = try await RawClient(port: server.gateway.port)
    listener.send("GET /logs/stream HTTP/1.1\r\nHost: x\r\n\r\n")
    let head = try await listener.response()
    #expect(head.contains("transfer-encoding: chunked"))
    #expect(head.contains("application/x-ndjson"))
    _ = try await answer(server, "GET /marker HTTP/1.1\r\nHost: x\r\n\r\n")
    let text = try await listener.text(containing: "/marker")
    #expect(text.contains(#""path":"/marker","status":404"#))
    _ = await server.finish()
    #expect(try await listener.text(containing: "\r\n0\r\n\r\n").isEmpty == false)
  }

  @Test func takenPortIsSaidInWords() async throws {
    let server = try await TestGateway()
    let port = server.gateway.port
    let error = await #expect(throws: GatewayError.self) {
      _ = try await TestGateway { $0.port = port }
    }
    #expect(
      error == .cannotListen(host: "127.0.0.1", port: port, reason: "Address already in use")
    )
    _ = await server.finish()
  }

  @Test func clientThatSendsNothingMoreStillGetsItsAnswer() async throws {
    let server = try await TestGateway()
    let client = try await RawClient(port: server.gateway.port)
    client.send("GET /api/v1/rooms/none/history HTTP/1.1\r\nHost: x\r\n\r\n")
    client.closeOutput()
    #expect(try await client.response().hasPrefix("HTTP/1.1 404 "))
    try await eventually("the socket is closed") { !client.isOpen }
    _ = await server.finish()
  }

  @Test func clientThatLeavesInsideARequestIsRefusedOnce() async throws {
    let server = try await TestGateway()
    let client = try await RawClient(port: server.gateway.port)
    client.send("POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    client.closeOutput()
    #expect(try await client.response().hasPrefix("HTTP/1.1 400 "))
    try await eventually("the socket is closed") { !client.isOpen }
    let lines = await server.finish()
    #expect(TestGateway.count(lines, #""event":"request_refused""#, #""status":400"#) == 1)
  }

  @Test func innerCallIsLoggedInTheTraceOfItsRequest() async throws {
    let server = try await TestGateway()
    _ = try await answer(
      server,
      "GET /api/v1/rooms/none/history HTTP/1.1\r\nHost: x\r\n"
        + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n\r\n",
      ending: "}"
    )
    let sample = #"{backend="message_store",call="history"}"#
    #expect(server.metric("im_backend_call_duration_seconds_count" + sample) == 1)
    let lines = await server.finish()
    let trace = #""trace_id":"4bf92f3577b34da6a3ce929d0e0e4736""#
    let request = try #require(lines.first { $0.contains(trace) && $0.contains(#""status":404"#) })
    #expect(request.contains(#""parent_span_id":"00f067aa0ba902b7""#))
    let words = request.split(separator: "\"")
    let span = try #require(words.firstIndex(of: "span_id").map { words[$0 + 2] })
    #expect(
      TestGateway.count(
        lines,
        trace,
        "\"parent_span_id\":\"\(span)\"",
        #""event":"store_call","call":"history""#
      ) == 1
    )
  }

  @Test func whoeverReadsNoAnswersIsAskedForNoMoreRequests() async throws {
    let server = try await TestGateway { $0.idleDeadline = .seconds(1) }
    let client = try await RawClient(port: server.gateway.port)
    try await client.stopReading()
    let wanted = 2000
    client.send(
      String(repeating: "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n", count: wanted)
    )
    // It is given up after a second in which it has read nothing.
    try await eventually("it is given up") {
      server.clients == 0 && (server.requests[200] ?? 0) > 0
    }
    #expect(server.requests[200] ?? 0 < wanted)
    try expectAgreement(server, await server.finish())
  }

  @Test func oneClientTooManyIsClosedAtOnce() async throws {
    let server = try await TestGateway { $0.clientLimit = 1 }
    let first = try await RawClient.webSocket(server)
    let second = try await RawClient(port: server.gateway.port)
    try await eventually("the second is closed") { !second.isOpen }
    #expect(first.isOpen)
    #expect(server.metric("im_clients_refused_total") == 1)
    first.close()
    try await eventually("the first is gone") { server.clients == 0 }
    _ = try await RawClient.webSocket(server)
    let lines = await server.finish()
    #expect(TestGateway.count(lines, #""event":"client_refused""#, #""level":"warn""#) == 1)
  }
}
