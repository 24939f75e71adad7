import Patterns
import Testing

@testable import MetricsClient

/// The cases are those of Prometheus' own `relabel_test.go`, as far as they are about its semantics.
@Suite struct RelabelRuleTests {
  private func rule(
    _ action: RelabelRule.Action,
    _ pattern: String = "(.*)",
    from sources: [String] = [],
    to target: String = "",
    _ replacement: String = "$1",
    modulus: UInt64 = 0,
    separator: String = ";"
  ) throws -> RelabelRule {
    var rule = RelabelRule(action, try Pattern(pattern, dialect: .re2))
    rule.sourceLabels = sources
    rule.targetLabel = target
    rule.replacement = replacement
    rule.modulus = modulus
    rule.separator = separator
    return rule
  }

  private let labels = ["a": "foo", "b": "bar", "c": "baz"]

  @Test func replaceSetsWhatTheExpressionCaptures() throws {
    let rules = [
      try rule(.replace, "f(.*)", from: ["a"], to: "d", "ch${1}-ch${1}")
    ]
    #expect(rules.apply(to: labels) == ["a": "foo", "b": "bar", "c": "baz", "d": "choo-choo"])
  }

  @Test func stepsSeeWhatTheStepsBeforeThemDid() throws {
    let rules = [
      try rule(.replace, "f(.*);(.*)r", from: ["a", "b"], to: "a", "b${1}${2}m"),
      try rule(.replace, "(b).*b(.*)ba(.*)", from: ["c", "a"], to: "d", "$1$2$2$3"),
    ]
    #expect(rules.apply(to: ["a": "foo", "b": "bar", "c": "baz"])?["a"] == "boobam")
    #expect(rules.apply(to: ["a": "foo", "b": "bar", "c": "baz"])?["d"] == "boooom")
  }

  @Test func whatDoesNotMatchAsAWholeStaysAsItIs() throws {
    #expect([try rule(.replace, "o", from: ["a"], to: "a", "x")].apply(to: labels) == labels)
  }

  @Test func anEmptyResultTakesTheLabelAway() throws {
    #expect([try rule(.replace, "f(.*)", from: ["a"], to: "a", "")].apply(to: labels)?["a"] == nil)
  }

  @Test func aTargetLabelMayHoldCaptures() throws {
    let rules = [
      try rule(
        .replace,
        "(?:.+,|^)path:(/[^,]+).*",
        from: ["tags"],
        to: "__metrics_path__",
        "${1}"
      ),
      try rule(.replace, "some-([^-]+)-([^,]+)", from: ["name"], to: "${1}", "${2}"),
    ]
    let result = rules.apply(to: ["tags": "path:/secret,job:some-job", "name": "some-job-value"])
    #expect(result?["__metrics_path__"] == "/secret")
    #expect(result?["job"] == "value")
  }

  @Test(arguments: [
    (RelabelRule.Action.keep, "foo", true), (.keep, "fo", false), (.drop, "foo", false),
    (.drop, "no-match", true), (.keep, "f|foo", true),
  ])
  func keepAndDropLookAtTheWholeValue(
    _ action: RelabelRule.Action,
    _ pattern: String,
    _ isKept: Bool
  ) throws {
    #expect(([try rule(action, pattern, from: ["a"])].apply(to: labels) != nil) == isKept)
  }

  @Test(arguments: [
    (RelabelRule.Action.keepequal, "main", true), (.keepequal, "other", false),
    (.dropequal, "main", false), (.dropequal, "other", true),
  ])
  func keepequalAndDropequalCompareTwoLabels(
    _ action: RelabelRule.Action,
    _ port: String,
    _ isKept: Bool
  ) throws {
    let rules = [try rule(action, from: ["__tmp_port"], to: "__port1")]
    #expect((rules.apply(to: ["__tmp_port": port, "__port1": "main"]) != nil) == isKept)
  }

  @Test func hashmodTakesTheLowHalfOfTheDigest() throws {
    let one = [try rule(.hashmod, from: ["c"], to: "d", modulus: 1000)]
    #expect(one.apply(to: labels)?["d"] == "976")
    let lines = [try rule(.hashmod, from: ["a"], to: "d", modulus: 1000)]
    #expect(lines.apply(to: ["a": "foo\nbar"])?["d"] == "734")
  }

  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e"), ("abc", "900150983cd24fb0d6963f7d28e17f72"),
    (
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57edf4a22be3c955ac49da2e2107b67a"
    ),
  ])
  func theDigestIsThatOfRFC1321(_ text: String, _ digest: String) {
    let hex = MD5.digest(of: Array(text.utf8)).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }
    #expect(hex.joined() == digest)
  }

  @Test func labelmapCopiesUnderNamesThatTheExpressionMakes() throws {
    let rules = [try rule(.labelmap, "meta_(ng.+)", "${1}")]
    #expect(
      rules.apply(to: ["meta_ng_a": "aaa", "meta_ng_b": "bbb", "meta_c": "c"])
        == ["meta_ng_a": "aaa", "meta_ng_b": "bbb", "meta_c": "c", "ng_a": "aaa", "ng_b": "bbb"]
    )
  }

  @Test func labeldropAndLabelkeepLookAtNames() throws {
    #expect([try rule(.labeldrop, "(b.*)")].apply(to: labels) == ["a": "foo", "c": "baz"])
    #expect([try rule(.labelkeep, "a|c")].apply(to: labels) == ["a": "foo", "c": "baz"])
  }

  @Test func caseIsChanged() throws {
    let rules = [
      try rule(.lowercase, from: ["a"], to: "low"), try rule(.uppercase, from: ["a"], to: "up"),
    ]
    #expect(rules.apply(to: ["a": "Foo"]) == ["a": "Foo", "low": "foo", "up": "FOO"])
  }

  @Test func valuesAreJoinedByTheSeparator() throws {
    let rules = [
      try rule(.replace, "foo\\|bar", from: ["a", "b"], to: "d", "yes", separator: "|")
    ]
    #expect(rules.apply(to: labels)?["d"] == "yes")
  }
}
