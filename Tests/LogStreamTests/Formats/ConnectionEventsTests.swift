import LogModel
import Testing

@testable import LogStream

@Suite struct ConnectionEventsTests {
  private func events(_ lines: [String]) -> [ConnectionEvent] {
    var parser = LineParser()
    return lines.map { parser.read($0).parsed.event }
  }

  @Test func oneOpeningIsCountedOnce() {
    let event = #"{"event":"open","conn_id":"a","client_ip":"::1","msg":"ws open"}"#
    let access = #"{"path":"/ws/connect","status":101,"method":"GET"}"#
    #expect(events([event, access]) == [.opened, .none])
    #expect(events([access, access]) == [.opened, .opened])
    #expect(events([#"{"path":"/ws","status":200,"method":"GET"}"#]) == [.opened])
    #expect(events([#"{"path":"/ws","status":500,"method":"GET"}"#]) == [.none])
  }

  @Test func oneEndIsToldOnce() {
    let timeout = #"{"event":"heartbeat_timeout","conn_id":"a","error":"i/o timeout"}"#
    let close = #"{"event":"close","conn_id":"a","reason":"heartbeat_timeout"}"#
    #expect(events([timeout, close]) == [.heartbeatTimeout, .none])
    #expect(events([close]) == [.heartbeatTimeout])
    let open = #"{"event":"open","conn_id":"a"}"#
    #expect(events([timeout, open, close]) == [.heartbeatTimeout, .opened, .heartbeatTimeout])
  }

  @Test func endsWithoutAnIdAreToldByTheirOwnLines() {
    let timeout = #"{"event":"heartbeat_timeout","client_ip":"::1"}"#
    let close = #"{"event":"close","client_ip":"::1","reason":"heartbeat_timeout"}"#
    #expect(events([timeout, close]) == [.heartbeatTimeout, .none])
  }

  @Test(arguments: [
    (#"{"event":"close","reason":"client_close"}"#, ConnectionEvent.closed),
    (#"{"event":"close","reason":"abnormal"}"#, .closedAbnormally),
    (#"{"event":"disconnect","code":1006}"#, .closedAbnormally),
    (#"{"event":"disconnect","code":1000}"#, .closed),
    (#"{"event":"close","close_code":1011}"#, .closedAbnormally),
    (#"{"event":"close","error":"read tcp: connection reset by peer"}"#, .closedAbnormally),
    (
      #"{"event":"close","error":"websocket: close 1006 (abnormal closure): unexpected EOF"}"#,
      .closedAbnormally
    ),
    (#"{"event":"ws.connected","conn_id":"a"}"#, .opened),
    (#"{"event":"connect_failed","conn_id":"a"}"#, .none),
    (#"{"event":"ping_timeout","conn_id":"a"}"#, .heartbeatTimeout),
    (#"{"event":"message","conn_id":"a"}"#, .none),
    (#"{"event":"open","path":"/ws","status":101}"#, .opened),
    (#"{"event":"close","path":"/ws","status":101,"reason":"abnormal"}"#, .closedAbnormally),
    (#"{"event":"request","path":"/a","status":200}"#, .none),
    (#"{"msg":"websocket connected","client_ip":"::1"}"#, .opened),
    (#"{"msg":"client disconnected","user_id":"u"}"#, .closed),
    (#"{"msg":"db connection closed"}"#, .none),
    (#"{"msg":"missed heartbeats from client","level":"error"}"#, .heartbeatTimeout),
    (#"{"msg":"heartbeat timeout set to 90s","level":"info"}"#, .none),
    (
      #"{"msg":"read: websocket: close 1006 (abnormal closure): unexpected EOF"}"#,
      .closedAbnormally
    ),
    (#"{"msg":"ws upgrade failed","error":"websocket: bad handshake","client_ip":"::1"}"#, .none),
  ])
  func wordsTellTheEvent(_ text: String, _ event: ConnectionEvent) {
    #expect(events([text]) == [event])
  }

  @Test func structlogKeepsItsMessageUnderEvent() {
    #expect(
      LineParser.read(#"{"event":"user logged in","level":"info"}"#).message == "user logged in"
    )
  }
}

@Suite struct WebSocketRoutesTests {
  private func isWebSocket(_ parser: inout LineParser, _ path: String, _ status: Int = 200) -> Bool
  {
    parser.read(#"{"method":"GET","path":"\#(path)","status":\#(status)}"#).parsed.isWebSocket
  }

  @Test func pathsAreKnownByTheirSegments() {
    var parser = LineParser()
    for path in ["/ws", "/ws/connect", "/api/WebSocket", "/socket.io/?EIO=4&transport=websocket"] {
      #expect(isWebSocket(&parser, path))
    }
    for path in ["/news", "/wsdl", "/api/ws-docs", "/socket.io/?EIO=4&transport=polling", ""] {
      #expect(!isWebSocket(&parser, path))
    }
  }

  @Test func pathsAreLearntFromUpgrades() {
    var parser = LineParser()
    #expect(!isWebSocket(&parser, "/chat"))
    #expect(isWebSocket(&parser, "/chat", 101))
    #expect(isWebSocket(&parser, "/chat", 500))
    _ = parser.read(#"{"method":"GET","path":"/live","status":200,"upgrade":"WebSocket"}"#)
    #expect(isWebSocket(&parser, "/live"))
  }

  @Test func configurationNamesPaths() {
    var parser = LineParser(hints: FormatHints(webSocketPaths: ["/stream", "/rt/*"]))
    #expect(isWebSocket(&parser, "/stream") && isWebSocket(&parser, "/rt/1"))
    #expect(!isWebSocket(&parser, "/streams"))
  }
}
