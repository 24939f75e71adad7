import PromQL
import Testing

@Suite struct GrafanaVariablesTests {
  @Test(arguments: [
    ("rate(x[$__rate_interval])", "$__rate_interval", "a duration of four scrapes"),
    ("rate(x[${__rate_interval}])", "${__rate_interval}", "a duration of four scrapes"),
    ("rate(x[$__interval])", "$__interval", "such as 15s"),
    ("increase(x[$__range])", "$__range", "such as 15m"),
    ("x / $__range_s", "$__range_s", "write a number"),
    ("x{a=~\"${node:regex}\"} $", "${node:regex}", "its value, or .* behind =~ for all"),
    ("x[[[window]]]", "[[window]]", "its value"),
  ])
  func whatCannotBeReadIsExplained(_ text: String, _ name: String, _ advice: String) throws {
    let hint = try #require(GrafanaVariables.hint(on: text))
    #expect(hint.hasPrefix("\(name) is a variable of Grafana"))
    #expect(hint.contains(advice))
  }

  @Test(arguments: ["sum(", "x{a=~\"foo$\"}", "x[5m", "x{a=~\"[[:alpha:]]\"}", "a $ b", "label $1"])
  func nothingElseIsTakenForOne(_ text: String) {
    #expect(GrafanaVariables.hint(on: text) == nil)
  }

  @Test func everyVariableOfATextIsExplained() {
    let text = "rate(x{path=\"$path\"}[$__rate_interval])"
    #expect {
      try PromQL.parse(text)
    } throws: { error in
      let lines = (error as? PromQLError)?.rendered(in: text).split(separator: "\n") ?? []
      return lines.count == 5 && lines[3].hasPrefix("$path is")
        && lines[4].hasPrefix("$__rate_interval is")
    }
  }

  @Test func valuesOfMatchersAreLookedAtAndNoOtherStrings() throws {
    let named = "label_replace(y, \"a\", \"$name\", \"b\", \"\")"
    let asked = try PromQL.parse("up{instance=~\"$node\"} or \(named)")
    #expect(GrafanaVariables.hints(on: asked).count == 1)
    #expect(GrafanaVariables.hints(on: asked).first?.hasPrefix("$node is") == true)
    #expect(GrafanaVariables.hints(on: try PromQL.parse("up{a=~\"b|c$\"}")).isEmpty)
  }

  @Test func theHintStandsBelowTheMistakeAndLeavesItsWordsAlone() {
    let text = "rate(x[$__range])"
    #expect {
      try PromQL.parse(text)
    } throws: { error in
      guard let error = error as? PromQLError else { return false }
      let lines = error.rendered(in: text).split(separator: "\n")
      return error.message == "unexpected character in duration expression: '$'"
        && lines.last?.hasPrefix("$__range is a variable of Grafana") == true && lines.count == 4
    }
  }
}
