import LogModel
import Testing

@testable import LogStream

/// Every tree prints to source that parses to the same tree.
@Suite struct FilterRoundTripTests {
  @Test func printedFiltersParseToThemselves() throws {
    var maker = FilterMaker(state: 42)
    for _ in 0..<4_000 {
      let filter = maker.filter(depth: 4)
      #expect(try FilterParser.parse(filter.source) == filter, Comment(rawValue: filter.source))
    }
  }
}

/// Makes filters of every kind from a fixed sequence of pseudo-random numbers.
private struct FilterMaker {
  var state: UInt64

  private static let words = [
    "a", "500", "/ws/connect", "and", "to", "a b", "x:y", "\"q\"", "back\\slash", "-5m", "*",
    "日本 語",
    "(", "]", "}", "a=b", "\n", "!x", "&&", "||", "10.0.0.1", "+1", "/re/", "~", "é", "", "\u{a0}",
    "?", "w?y", "a~", "a~0.5", "a^2", "^2",
  ]
  private static let fields = [
    "path", "client_ip", "room", "a.b", "with space", "ip", "not", "日本", "-x", "_exists_", "a*b",
    "x:y",
  ]
  private static let expressions = ["a.*b", "^/ws/\\d+$", "a b", "[/]x"]

  mutating func number(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private mutating func pick(_ list: [String]) -> String { list[number(list.count)] }

  mutating func filter(depth: Int) -> Filter {
    switch depth == 0 ? 5 + number(4) : number(9) {
    case 0, 1: .and(filter(depth: depth - 1), filter(depth: depth - 1))
    case 2, 3: .or(filter(depth: depth - 1), filter(depth: depth - 1))
    case 4: .not(filter(depth: depth - 1))
    case 5: .text(pattern())
    case 6: .field(Filter.anyField, .expression(pick(Self.expressions)))
    default: .field(pick(Self.fields), condition())
    }
  }

  private mutating func pattern() -> Filter.TextPattern {
    if number(3) == 0 { return Filter.TextPattern(parts: [pick(Self.words)], isPhrase: true) }
    var parts = (0...number(3)).map { _ in pick(Self.words) }
    if parts.joined().isEmpty { parts[0] = "a" }
    let wildcards = parts.dropFirst().map { _ in
      number(3) == 0 ? Filter.TextPattern.Wildcard.character : .anything
    }
    return Filter.TextPattern(parts: parts, wildcards: wildcards)
  }

  private mutating func condition() -> Filter.Condition {
    switch number(7) {
    case 0: .exists
    case 1: .equals(pick(Self.words))
    case 2:
      .compares(
        [.less, .lessOrEqual, .greater, .greaterOrEqual][number(4)],
        Filter.Operand(pick(Self.words))
      )
    case 3:
      .range(
        number(3) == 0 ? nil : Filter.Operand(pick(Self.words)),
        includesLower: number(2) == 0,
        number(3) == 0 ? nil : Filter.Operand(pick(Self.words)),
        includesUpper: number(2) == 0
      )
    case 4: .expression(pick(Self.expressions))
    default: .resembles(pattern())
    }
  }
}
