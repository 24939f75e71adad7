import PromQL
import Testing

@Suite struct ErrorTests {
  @Test(arguments: [
    ("", "no expression found in input"),
    ("sum(", "unclosed left parenthesis"),
    ("a{b=\"c\"", "unexpected end of input inside braces"),
    ("a b", "unexpected identifier \"b\""),
    ("a by b", "unexpected <by>"),
    ("a + ;", "unexpected character: ';'"),
    ("\"abc", "unterminated quoted string"),
    ("\"\\q\"", "unknown escape sequence \\q"),
    ("5mm", "bad number or duration syntax: \"5mm\""),
    ("a[0s]", "duration must be greater than 0"),
    ("a[9e99]", "duration out of range"),
    ("a offset 1m offset 2m", "offset may not be set multiple times"),
    (
      "1 offset 1m",
      "offset modifier must be preceded by an instant vector selector or range vector selector or "
        + "a subquery"
    ),
    ("(a)[5m]", "ranges only allowed for vector selectors"),
    ("a offset 1m [5m]", "no offset modifiers allowed before range"),
    ("a{b=~\"(\"}", "bad regular expression: missing closing parenthesis"),
    ("a{b=~\"x(?=y)\"}", "bad regular expression: look-ahead, (?=...), is not supported"),
    ("{a=\"\"}", "vector selector must contain at least one non-empty matcher"),
    ("a{__name__=\"b\"}", "metric name must not be set twice: \"a\" or \"b\""),
    ("rate(a)", "expected type range vector in call to function \"rate\", got instant vector"),
    (
      "-a[5m]",
      "unary expression only allowed on expressions of type scalar or instant vector, got "
        + "\"range vector\""
    ),
    ("a + \"b\"", "binary expression must contain only scalar and instant vector types"),
    ("a[5m][5m:]", "subquery is only allowed on instant vector, got matrix instead"),
    ("nope(a)", "unknown function with name \"nope\""),
    ("abs()", "expected 1 argument(s) in call to \"abs\", got 0"),
    ("round(a, 1, 2)", "expected at most 2 argument(s) in call to \"round\", got 3"),
    ("sum()", "no arguments for aggregate expression provided"),
    (
      "topk(a)",
      "wrong number of arguments for aggregate expression provided, expected 2, got 1"
    ),
    ("a + bool b", "bool modifier can only be used on comparison operators"),
    ("1 > 2", "comparisons between scalars must use BOOL modifier"),
    ("a and 1", "set operator \"and\" not allowed in binary scalar expression"),
    ("a or on (b) group_left c", "no grouping allowed for \"or\" operation"),
    ("a + on (b) 1", "vector matching only allowed between instant vectors"),
    (
      "a + on (b) group_left (b) c",
      "label \"b\" must not occur in ON and GROUP clause at once"
    ),
  ])
  func saysWhatIsWrong(source: String, message: String) {
    let error = #expect(throws: PromQLError.self) { _ = try PromQL.parse(source) }
    #expect(error?.message == message)
  }

  @Test func pointsAtThePlace() throws {
    let source = "sum(rate(a[5m]))\n  / 炬 + rates(b)"
    let error = try #require(
      #expect(throws: PromQLError.self) { _ = try PromQL.parse(source) }
    )
    #expect(
      error.rendered(in: source) == """
        2:5: unexpected character: '炬'
          / 炬 + rates(b)
            ^
        """
    )
  }

  @Test func underlinesTheWholePart() throws {
    let source = "sum(rates(b))"
    let error = try #require(
      #expect(throws: PromQLError.self) { _ = try PromQL.parse(source) }
    )
    #expect(
      error.rendered(in: source) == """
        1:5: unknown function with name "rates"
        sum(rates(b))
            ^^^^^
        """
    )
  }

  @Test func pointsBehindTheEnd() throws {
    let error = try #require(#expect(throws: PromQLError.self) { _ = try PromQL.parse("1 +") })
    #expect(error.rendered(in: "1 +") == "1:4: unexpected end of input\n1 +\n   ^")
  }
}
