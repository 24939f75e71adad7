import IMServer
import NIOHTTP1
import Testing

@Suite struct UpgradeRequestTests {
  private func head(
    _ uri: String = "/ws/connect?user=ada&room=blue",
    method: HTTPMethod = .GET,
    version: HTTPVersion = .http1_1,
    without missing: String? = nil,
    with changed: (String, String)? = nil
  ) -> HTTPRequestHead {
    var headers: HTTPHeaders = [
      "Host": "localhost", "Connection": "keep-alive, Upgrade", "Upgrade": "WebSocket",
      "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ]
    if let missing { headers.remove(name: missing) }
    if let changed { headers.replaceOrAdd(name: changed.0, value: changed.1) }
    return HTTPRequestHead(version: version, method: method, uri: uri, headers: headers)
  }

  @Test func properRequestNamesUserAndRoom() throws {
    let request = try UpgradeRequest(head())
    #expect(request.user == "ada")
    #expect(request.room == "blue")
  }

  @Test func roomDefaultsToTheLobby() throws {
    #expect(try UpgradeRequest(head("/ws/connect?user=%E5%A5%BD+1")).room == "lobby")
    #expect(try UpgradeRequest(head("/ws/connect?user=%E5%A5%BD+1")).user == "好 1")
  }

  @Test func otherVersionIsRefusedAsSuch() {
    #expect(throws: UpgradeRequest.Refusal.wrongVersion) {
      try UpgradeRequest(head(with: ("Sec-WebSocket-Version", "8")))
    }
  }

  @Test(arguments: ["Connection", "Upgrade", "Sec-WebSocket-Key"])
  func missingHeaderIsRefused(name: String) {
    #expect(throws: UpgradeRequest.Refusal.self) { try UpgradeRequest(head(without: name)) }
  }

  @Test(arguments: ["", "short", "dGhlIHNhbXBsZSBub25jZQ=!", "dGhlIHNhbXBsZSBub25jZSBsb25nZXI="])
  func keyThatIsNoNonceIsRefused(key: String) {
    #expect(
      throws: UpgradeRequest.Refusal.malformed("Sec-WebSocket-Key is no base64 of 16 bytes")
    ) {
      try UpgradeRequest(head(with: ("Sec-WebSocket-Key", key)))
    }
  }

  @Test(
    arguments: [
      "/ws/connect", "/ws/connect?user=", "/ws/connect?user=%00", "/ws/connect?user=%zz",
      "/ws/connect?user=" + String(repeating: "a", count: 65), "/ws/connect?user=a&room=",
    ])
  func nameThatIsNoneIsRefused(uri: String) {
    #expect(throws: UpgradeRequest.Refusal.self) { try UpgradeRequest(head(uri)) }
  }

  @Test func otherMethodOrOldHTTPIsRefused() {
    let refusal = UpgradeRequest.Refusal.malformed("an upgrade is a GET of HTTP/1.1")
    #expect(throws: refusal) { try UpgradeRequest(head(method: .POST)) }
    #expect(throws: refusal) { try UpgradeRequest(head(version: .http1_0)) }
  }
}
