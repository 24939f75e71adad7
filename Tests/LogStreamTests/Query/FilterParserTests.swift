import LogModel
import Testing

@testable import LogStream

@Suite struct FilterParserTests {
  private func word(_ text: String) -> Filter { .text(Filter.TextPattern(parts: [text])) }
  private func phrase(_ text: String) -> Filter.TextPattern {
    Filter.TextPattern(parts: [text], isPhrase: true)
  }
  private func resembles(_ field: String, _ parts: String...) -> Filter {
    .field(field, .resembles(Filter.TextPattern(parts: parts)))
  }

  @Test func nothingLetsEverythingThrough() throws {
    for text in ["", "  ", "*", "*:*", "\u{a0}"] { #expect(try FilterParser.parse(text) == .all) }
  }

  @Test func anIPv6AddressIsThatAddressHoweverItIsWritten() throws {
    for text in ["client_ip:2001:db8::1", "client_ip:\"2001:0db8:0:0::1\""] {
      let test = try #require(ValueTest.of(try FilterParser.parse(text)))
      #expect(test.matches("2001:db8::1") && test.matches("2001:db8:0::1"))
      #expect(!test.matches("2001:db8::2") && !test.matches("10.0.0.1"))
    }
  }

  @Test func fieldsAndPhrases() throws {
    #expect(
      try FilterParser.parse(#"status:500 AND path:"/ws/connect""#)
        == .and(resembles("status", "500"), .field("path", .resembles(phrase("/ws/connect"))))
    )
  }

  @Test(arguments: ["a and b", "a AND b", "a b", "a && b", "+a +b", "(a) (b)", "a\u{3000}b"])
  func sideBySideMeansBoth(_ text: String) throws {
    #expect(try FilterParser.parse(text) == .and(word("a"), word("b")))
  }

  @Test(arguments: ["not a", "NOT a", "-a", "!a", "NOT(a)"])
  func negations(_ text: String) throws {
    #expect(try FilterParser.parse(text) == .not(word("a")))
  }

  @Test func andBindsTighterThanOr() throws {
    let expected = Filter.or(word("a"), .and(.not(word("b")), word("c")))
    #expect(try FilterParser.parse("a or not b and c") == expected)
    #expect(try FilterParser.parse("a || -b c") == expected)
    #expect(
      try FilterParser.parse("(a or b) c") == .and(.or(word("a"), word("b")), word("c"))
    )
  }

  @Test func comparisons() throws {
    func compares(_ field: String, _ sign: Filter.Comparison, _ operand: String) -> Filter {
      .field(field, .compares(sign, Filter.Operand(operand)))
    }
    #expect(try FilterParser.parse("status >= 500") == compares("status", .greaterOrEqual, "500"))
    #expect(try FilterParser.parse("status>=500") == compares("status", .greaterOrEqual, "500"))
    #expect(try FilterParser.parse("latency > 1s") == compares("latency", .greater, "1s"))
    #expect(try FilterParser.parse("duration:<250ms") == compares("latency", .less, "250ms"))
    #expect(try FilterParser.parse("level >= warn") == compares("level", .greaterOrEqual, "warn"))
    #expect(try FilterParser.parse("time > -5m") == compares("time", .greater, "-5m"))
    #expect(try FilterParser.parse("bytes <= 12") == compares("bytes", .lessOrEqual, "12"))
    #expect(
      try FilterParser.parse("status:(>=400 and <500)")
        == .and(compares("status", .greaterOrEqual, "400"), compares("status", .less, "500"))
    )
  }

  @Test func exactEquality() throws {
    #expect(try FilterParser.parse("path = /ws/*") == .field("path", .equals("/ws/*")))
    #expect(try FilterParser.parse(#"msg="A b""#) == .field("message", .equals("A b")))
    #expect(try FilterParser.parse("status != 200") == .not(.field("status", .equals("200"))))
  }

  @Test func ranges() throws {
    func range(
      _ low: String?,
      _ withLow: Bool,
      _ high: String?,
      _ withHigh: Bool
    ) -> Filter.Condition {
      .range(
        low.map { Filter.Operand($0) },
        includesLower: withLow,
        high.map { Filter.Operand($0) },
        includesUpper: withHigh
      )
    }
    #expect(
      try FilterParser.parse("status:[500 TO 599]")
        == .field("status", range("500", true, "599", true))
    )
    #expect(try FilterParser.parse("n:{1 to *}") == .field("n", range("1", false, nil, false)))
    #expect(try FilterParser.parse("n:[* TO 5}") == .field("n", range(nil, true, "5", false)))
    #expect(
      try FilterParser.parse("time:[06:10 TO 06:20]")
        == .field("time", range("06:10", true, "06:20", true))
    )
  }

  @Test func wildcardsAndPresence() throws {
    #expect(try FilterParser.parse("status:5*") == resembles("status", "5", ""))
    #expect(try FilterParser.parse("trace:*") == .field("trace_id", .exists))
    #expect(try FilterParser.parse("_exists_:room") == .field("room", .exists))
    #expect(try FilterParser.parse("up*am") == .text(Filter.TextPattern(parts: ["up", "am"])))
    #expect(try FilterParser.parse(#""a*b""#) == .text(phrase("a*b")))
    #expect(
      try FilterParser.parse("path:(/ws/* or /api/*)")
        == .or(resembles("path", "/ws/", ""), resembles("path", "/api/", ""))
    )
  }

  @Test func aQuestionMarkStandsForOneCharacter() throws {
    let pattern = Filter.TextPattern(parts: ["te", "t", ""], wildcards: [.character, .anything])
    #expect(try FilterParser.parse("te?t*") == .text(pattern))
    #expect(try FilterParser.parse("room:te?t*") == .field("room", .resembles(pattern)))
    #expect(try FilterParser.parse(#"te\?t"#) == word("te?t"))
    #expect(try FilterParser.parse(#"room:"te?t""#) == .field("room", .resembles(phrase("te?t"))))
    let one = Filter.TextPattern(parts: ["", ""], wildcards: [.character])
    #expect(try FilterParser.parse("room:?") == .field("room", .resembles(one)))
  }

  @Test func boostsChangeNothing() throws {
    #expect(try FilterParser.parse("a^2 \"b c\"^0.5") == .and(word("a"), .text(phrase("b c"))))
    #expect(try FilterParser.parse("(a b)^4") == FilterParser.parse("(a b)"))
    #expect(try FilterParser.parse("n:5^2") == resembles("n", "5"))
    #expect(try FilterParser.parse(#"a\^2"#) == word("a^2"))
    #expect(try FilterParser.parse("^GET /~bob") == .and(word("^GET"), word("/~bob")))
  }

  @Test(arguments: ["10.0.0.0/8", "2001:db8::/32", "::1/128"])
  func networksQuotedOrNot(_ network: String) throws {
    let expected = Filter.field("client_ip", .network(network))
    #expect(try FilterParser.parse("client_ip:\(network)") == expected)
    #expect(try FilterParser.parse("ip:\"\(network)\"") == expected)
  }

  @Test func addressesAreValues() throws {
    #expect(try FilterParser.parse("addr:10.0.0.1") == resembles("client_ip", "10.0.0.1"))
    #expect(
      try FilterParser.parse("addr:2001:db8::1")
        == .field("client_ip", .network("2001:db8::1/128"))
    )
    #expect(try FilterParser.parse("path:/a/8") == resembles("path", "/a/8"))
  }

  @Test func regularExpressions() throws {
    #expect(try FilterParser.parse("/time.?out/") == .field("*", .expression("time.?out")))
    #expect(
      try FilterParser.parse(#"path:/^\/ws\/\d+/ a"#)
        == .and(.field("path", .expression(#"^/ws/\d+"#)), word("a"))
    )
    #expect(
      try FilterParser.parse("message:/after \\d+ ms/")
        == .field("message", .expression("after \\d+ ms"))
    )
    #expect(try FilterParser.parse("path:/ws/connect") == resembles("path", "/ws/connect"))
    #expect(
      try FilterParser.parse("path:/a or path:/b")
        == .or(resembles("path", "/a"), resembles("path", "/b"))
    )
  }

  @Test func levelsHaveOneSpelling() throws {
    #expect(try FilterParser.parse("level:WARNING") == resembles("level", "warn"))
    #expect(try FilterParser.parse("severity:err*") == resembles("level", "err", ""))
  }

  @Test func quotedNamesAreTheLogsOwn() throws {
    #expect(try FilterParser.parse(#""ip":x"#) == resembles("ip", "x"))
    #expect(
      try FilterParser.parse(#""a b" > 3"#)
        == .field("a b", .compares(.greater, Filter.Operand("3")))
    )
    #expect(try FilterParser.parse("ünïcode:日本語") == resembles("ünïcode", "日本語"))
  }

  @Test func nestedFieldsGetTheirPrefix() throws {
    #expect(
      try FilterParser.parse("user:{ first:Al* and not n > 5 }")
        == .and(
          resembles("user.first", "Al", ""),
          .not(.field("user.n", .compares(.greater, Filter.Operand("5"))))
        )
    )
  }

  @Test func escapesProtect() throws {
    #expect(try FilterParser.parse(#"a\ b\*\:c"#) == word("a b*:c"))
    #expect(try FilterParser.parse(#"\and"#) == word("and"))
    #expect(
      try FilterParser.parse(#"msg:"a\"b\\c\td""#)
        == .field("message", .resembles(phrase("a\"b\\c\td")))
    )
    #expect(try FilterParser.parse(#""C:\dir""#) == .text(phrase(#"C:\dir"#)))
    #expect(try FilterParser.parse("-4") == word("-4"))
  }

  @Test func hostileTextsEndInAnErrorOrAFilter() {
    var seed: UInt64 = 7
    let letters = Array(#"ab:()[]{}"\/*?^~2-+!<>=&| TO not and or 5.é"#)
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<Int(seed >> 40 & 31) {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(letters[Int(seed >> 33) % letters.count])
      }
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      do throws(FilterError) {
        let filter = try FilterParser.parse(text)
        #expect((try? FilterParser.parse(filter.source)) == filter, "\(text) -> \(filter.source)")
      } catch {
        #expect(error.range.lowerBound >= 0 && error.range.upperBound <= text.utf8.count)
      }
    }
  }
}

extension ValueTest {
  /// The test of a filter that is one condition on a field.
  fileprivate static func of(_ filter: Filter) -> ValueTest? {
    guard case .field(_, let condition) = filter else { return nil }
    return ValueTest(condition)
  }
}
