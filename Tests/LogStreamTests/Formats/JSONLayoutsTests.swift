import LogModel
import Testing

@testable import LogStream

/// Lines that are laid out like one before them take a shorter way, which must lead to the same place.
struct JSONLayoutsTests {
  /// Layouts that differ in one place, values of every kind, and lines that are no JSON.
  static let lines = [
    #"{"time":"2026-11-23T06:37:57Z","level":"info","msg":"","status":200,"path":"/ws","ok":true}"#,
    #"{"time":"2026-11-23T06:37:58Z","level":"warn","msg":"a","status":404,"path":"/a","ok":false}"#,
    #"{"time":"2026-11-23T06:37:58Z","level":"warn","msg":"a \"b\" \u003e","status":0,"path":"/a"}"#,
    #"{"time":"2026-11-23T06:37:59Z","level":null,"msg":"x","status":1e2,"path":"/a","ok":null}"#,
    #"{"time":"2026-11-23T06:38:00Z","level":"info","msg":"x","status":"500","path":"/b","ok":true}"#,
    #"{"time":1795415876.33,"level":30,"msg":"x","status":-1,"path":"/b","ok":true}"#,
    #"{"time":1795415877.33,"level":50,"msg":"y","status":00,"path":"/b","ok":true}"#,
    #"{"time":1795415877.33,"level":50,"msg":"y","status":201,"path":"/b","ok":truth}"#,
    #"{"time":1795415877.33,"level":50,"msg":"y","status":201,"path":"/b","ok":true} "#,
    #"{"time":1795415877.33,"level":50,"msg":"y","status":201,"path":"/b","ok":true}x"#,
    #"{"time":1795415877.33,"level":50,"msg":"y\q","status":201,"path":"/b","ok":true}"#,
    #"{"time":1795415877.33,"level":50,"msg":"y\ud800","status":201,"path":"/b","ok":true}"#,
    #"{"time":1795415877.33,"level":50,"msg":"y"#,
    "{\"time\":1795415877.33,\"level\":50,\"msg\":\"tab\there\",\"status\":101,\"path\":\"/b\"}",
    #"{"http":{"status":200,"path":"/a/b"},"client_ip":"10.0.0.1","ids":[1,2],"msg":"m"}"#,
    #"{"http":{"status":503,"path":"/a/c"},"client_ip":"-","ids":[1,2],"msg":"聊天"}"#,
    #"{"http":{"status":503,"path":"/a/c"},"client_ip":"::1","ids":[1,2,3],"msg":"聊天"}"#,
    #"{ "status" : 200 , "status" : 500 , "path" : "/last" }"#,
    #"{ "status" : 201 , "status" : 502 , "path" : "/wins" }"#,
    #"{"msg":"\#(String(repeating: "long ", count: 60))","status":200,"method":"GET"}"#,
    #"{"msg":"\#(String(repeating: "other", count: 61))","status":200,"method":"PUT"}"#,
    #"{}"#, #"{"a":{}}"#, #"{"a":[]}"#, #"{"":""}"#, #"{"":"x"}"#,
  ]

  @Test func aKnownLayoutIsReadLikeANewOne() {
    var experienced = LineParser()
    for round in 0..<3 {
      for line in Self.lines {
        var fresh = LineParser()
        let expected = fresh.read(line)
        let found = experienced.read(line)
        let note = Comment(rawValue: "round \(round): \(line)")
        #expect(found.described == expected.described, note)
      }
    }
  }

  @Test func whatStandsBehindALineIsNoPartOfIt() {
    var parser = LineParser()
    for line in Self.lines + Self.lines {
      let bytes = Array(line.utf8)
      let more =
        bytes + Array(#","status":599}"}\#n{"status":598,"path":"/behind","msg":"x"}"#.utf8)
      var parsed = ParsedLine()
      parser.parse(
        more.span,
        count: bytes.count,
        into: &parsed,
        receivedAt: LineParser.reception
      )
      var fresh = LineParser()
      let note = Comment(rawValue: line)
      #expect(
        ReadLine(parsed: parsed, text: line).described == fresh.read(line).described,
        note
      )
    }
  }

  @Test func namesMadeOfDataDoNotFillTheMemory() {
    var parser = LineParser()
    for number in 0..<20_000 {
      let line = parser.read(#"{"key\#(number)":"v","status":200,"path":"/\#(number)"}"#)
      #expect(line.path == "/\(number)")
    }
    #expect(parser.read(#"{"status":404,"path":"/"}"#).parsed.status == 404)
  }
}

extension ReadLine {
  /// Everything that was read, for comparison; what a latency's unit is may have been learnt.
  fileprivate var described: String {
    var parsed = parsed
    parsed.latency = 0
    return "\(parsed) \(message) \(path)"
  }
}
