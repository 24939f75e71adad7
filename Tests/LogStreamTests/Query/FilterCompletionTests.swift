import LogModel
import Testing

@testable import LogStream

@Suite struct FilterCompletionTests {
  private func completion(_ text: String) -> FilterCompletion {
    let cursor = text.firstIndex(of: "|") ?? text.endIndex
    let offset = text.utf8.distance(from: text.startIndex, to: cursor)
    return FilterCompletion(text: text.replacing("|", with: ""), cursor: offset)
  }

  @Test(arguments: [
    ("|", ""), ("sta|", "sta"), ("status:500 and pa|", "pa"), ("(not us|", "us"), ("-me|", "me"),
    ("a |", ""), (#""x y" lev|"#, "lev"), ("status:[1 TO 5] x|", "x"), ("path:/a/b/ co|", "co"),
  ])
  func fieldNames(_ text: String, _ prefix: String) {
    #expect(completion(text).subject == .field(prefix: prefix))
  }

  @Test(arguments: [
    ("path:|", "path", ""), ("path:/w|", "path", "/w"), (#"uri:"/ws co|"#, "path", "/ws co"),
    ("status >= 5|", "status", "5"), ("path:(/a or /b|", "path", "/b"), ("path:(/a |", "path", ""),
    ("level: wa|", "level", "wa"), ("a:b room = x|", "room", "x"),
    ("(path:(/a) ip:1|", "client_ip", "1"),
    ("ip:2001:d|", "client_ip", "2001:d"),
  ])
  func values(_ text: String, _ field: String, _ prefix: String) {
    #expect(completion(text).subject == .value(field: field, prefix: prefix))
  }

  @Test(arguments: [#""free phr|"#, "status:[500 T|", #""a"|"#])
  func nothingElsewhere(_ text: String) {
    #expect([.nothing, .field(prefix: "")].contains(completion(text).subject))
  }

  @Test func candidatesReplaceWhatWasTyped() {
    func applied(_ text: String, _ candidate: String) -> String {
      let (text, cursor) = completion(text).applying(candidate)
      var bytes = Array(text.utf8)
      bytes.insert(UInt8(ascii: "|"), at: cursor)
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(applied("sta|", "status") == "status:|")
    #expect(applied("a and sta|:500", "status") == "a and status:|500")
    #expect(applied("path:/w|", "/ws/connect") == "path:/ws/connect |")
    #expect(applied("path:|", "/a b") == #"path:"/a b" |"#)
    #expect(applied(#"agent:"cu| x"#, "curl/8 (x)") == #"agent:"curl/8 (x)" |x"#)
    #expect(applied("path:|", "/ws/") == #"path:"/ws/" |"#)
    #expect(applied("ro|", "room name") == #""room name":|"#)
    #expect(applied("日本:x|", "xyz") == "日本:xyz |")
  }

  @Test func whatIsCompletedParses() throws {
    for value in ["/ws/*", "a:b", "not", "", "-x", #"q"uote"#, "日本", "5*"] {
      let (text, _) = completion("f:|").applying(value)
      let filter = try FilterParser.parse(text)
      guard case .field("f", .resembles(let pattern)) = filter else {
        Issue.record("\(text)")
        continue
      }
      #expect(pattern.parts == [value])
    }
  }
}
