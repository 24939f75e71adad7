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

  @Test(arguments: [
    ("path:/w|", ""), ("status:500 path:|", "status:500"), ("a OR path:/w|", "a OR *"),
    ("status:500 AND NOT path:/w|", "status:500"), ("a -path:/w|", "a"), ("!user:|", ""),
    ("level:warn path:(/a or /b|", "level:warn"), ("NOT path:(/a| or /b) level:warn", "level:warn"),
    ("(a or b path:/w|", "a or b *"), ("path:/w| status:500", "status:500"),
    ("(path:/w|) status:500", "status:500"), ("(path:/w|x or b) status:500", "(* or b) status:500"),
    ("status >= 5| a", "a"), ("a lev|", "a"), (#"a agent:"cu|"#, "a"),
  ])
  func theRestIsTheFilterWithoutTheConditionAtTheCursor(_ text: String, _ rest: String) throws {
    let found = try #require(completion(text).rest, Comment(rawValue: text))
    #expect(Self.simplified(found) == Self.simplified(try FilterParser.parse(rest)))
  }

  /// The filter without conjunctions with everything.
  private static func simplified(_ filter: Filter) -> Filter {
    switch filter {
    case .and(let left, let right):
      let sides = (simplified(left), simplified(right))
      return sides.0 == .all ? sides.1 : sides.1 == .all ? sides.0 : .and(sides.0, sides.1)
    case .or(let left, let right): return .or(simplified(left), simplified(right))
    default: return filter
    }
  }

  @Test func candidatesReplaceWhatWasTyped() {
    func applied(_ text: String, _ candidate: String) -> String {
      let completion = completion(text)
      let bytes = Array(text.replacing("|", with: "").utf8)
      return String(decoding: bytes[..<completion.range.lowerBound], as: UTF8.self)
        + completion.spelling(of: candidate)
    }
    #expect(applied("sta|", "status") == "status:")
    #expect(applied("a and sta|:500", "status") == "a and status:")
    #expect(applied("path:/w|", "/ws/connect") == "path:/ws/connect")
    #expect(applied("path:|", "/a b") == #"path:"/a b""#)
    #expect(applied(#"agent:"cu| x"#, "curl/8 (x)") == #"agent:"curl/8 (x)""#)
    #expect(applied("path:|", "/ws/") == #"path:"/ws/""#)
    #expect(applied("ro|", "room name") == #""room name":"#)
    #expect(applied("日本:x|", "xyz") == "日本:xyz")
  }

  @Test func whatIsCompletedParses() throws {
    for value in ["/ws/*", "a:b", "not", "", "-x", #"q"uote"#, "日本", "5*"] {
      let text = "f:" + completion("f:|").spelling(of: value)
      let filter = try FilterParser.parse(text)
      guard case .field("f", .resembles(let pattern)) = filter else {
        Issue.record("\(text)")
        continue
      }
      #expect(pattern.parts == [value])
    }
  }
}
