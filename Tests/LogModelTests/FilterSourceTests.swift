import LogModel
import Testing

@Suite struct FilterSourceTests {
  private func word(_ text: String) -> Filter { .text(Filter.TextPattern(parts: [text])) }
  private func field(_ name: String, _ value: String) -> Filter {
    .field(name, .resembles(Filter.TextPattern(parts: [value])))
  }

  @Test func theEmptyFilterIsEmptyText() {
    #expect(Filter.all.source == "")
    #expect(Filter.and(.all, word("a")).source == "* AND a")
  }

  @Test func parenthesesStandWhereTheyAreNeeded() {
    let (a, b, c) = (word("a"), word("b"), word("c"))
    #expect(Filter.and(.and(a, b), c).source == "a AND b AND c")
    #expect(Filter.and(a, .and(b, c)).source == "a AND (b AND c)")
    #expect(Filter.and(.or(a, b), c).source == "(a OR b) AND c")
    #expect(Filter.or(.and(a, b), c).source == "a AND b OR c")
    #expect(Filter.or(a, .or(b, c)).source == "a OR (b OR c)")
    #expect(Filter.not(.and(a, .not(b))).source == "NOT (a AND NOT b)")
  }

  @Test func conditionsHaveOneSpelling() {
    let five = Filter.Operand("500")
    #expect(Filter.field("status", .compares(.greaterOrEqual, five)).source == "status >= 500")
    #expect(Filter.field("path", .equals("/ws/connect")).source == #"path = "/ws/connect""#)
    #expect(Filter.field("room", .exists).source == "room:*")
    #expect(Filter.field("client_ip", .network("10.0.0.0/8")).source == "client_ip:10.0.0.0/8")
    #expect(Filter.field("path", .expression("^/ws/")).source == #"path:/^\/ws\//"#)
    #expect(Filter.field(Filter.anyField, .expression("a b")).source == #"/a\ b/"#)
    #expect(
      Filter.field("n", .range(five, includesLower: true, nil, includesUpper: false)).source
        == "n:[500 TO *}"
    )
    let pattern = Filter.TextPattern(parts: ["/ws/", ""])
    #expect(Filter.field("path", .resembles(pattern)).source == "path:/ws/*")
    #expect(field("path", "/ws/").source == #"path:\/ws/"#)
  }

  @Test func whatWouldBeReadOtherwiseIsProtected() {
    #expect(word("and").source == #"\and"#)
    #expect(word("a b:c").source == #"a\ b\:c"#)
    #expect(word("").source == #""""#)
    #expect(
      Filter.text(Filter.TextPattern(parts: [#"say "hi""#], isPhrase: true)).source
        == #""say \"hi\"""#
    )
    #expect(field("ip", "x").source == #""ip":x"#)
    #expect(field("client_ip", "x").source == "client_ip:x")
    #expect(field("a b", "x").source == #""a b":x"#)
  }

  @Test func namesAndAliasesAreDistinct() {
    #expect(FilterField(named: "Client.IP") == .clientIP)
    #expect(FilterField(named: "duration") == .latency)
    #expect(FilterField(named: "room") == nil)
  }
}
