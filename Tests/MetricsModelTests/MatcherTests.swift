import MetricsModel
import Patterns
import Testing

@Suite struct MatcherTests {
  @Test(arguments: [
    (Matcher.Operator.equal, "/a", true), (.equal, "/", false), (.notEqual, "/a", false),
    (.matches, "/a|/b", true), (.matches, "/", false), (.matchesNot, "/.*", false),
    (.matchesNot, "a", true),
  ])
  func valuesAreCompared(comparison: Matcher.Operator, value: String, expected: Bool) throws {
    let labels = Labels(name: "m", ["path": "/a"])
    #expect(try Matcher("path", comparison, value).matches(labels) == expected)
  }

  @Test func anAbsentLabelIsEmpty() throws {
    let labels = Labels(name: "m")
    #expect(Matcher("path", equals: "").matches(labels))
    #expect(try Matcher("path", .matches, ".*").matches(labels))
    #expect(try !Matcher("path", .matches, ".+").matches(labels))
    #expect(try Matcher("path", .notEqual, "/a").matches(labels))
  }

  @Test func theyAreEqualByWhatTheySay() throws {
    #expect(try Matcher("a", .matches, "b") == Matcher("a", .matches, "b"))
    #expect(try Matcher("a", .matches, "b") != Matcher("a", .equal, "b"))
    #expect(try Matcher("a", .matchesNot, "\"b").description == #"a!~"\"b""#)
  }

  @Test func onlyRegularExpressionsCanBeWrong() throws {
    #expect(try Matcher("a", .equal, "(").matches("("))
    #expect(throws: PatternError.self) { _ = try Matcher("a", .matches, "(") }
    #expect(throws: PatternError.self) { _ = try Matcher("a", .matches, "(?=x)") }
  }
}
