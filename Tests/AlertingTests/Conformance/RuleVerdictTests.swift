import Alerting
import Foundation
import StrictYAML
import Testing

/// Prometheus' verdicts on rule files, and rule files that people use.
@Suite(.enabled(if: Promtool.isPresent, "no conformance data at IMTOP_CONFORMANCE"))
struct RuleVerdictTests {
  /// Verdicts that this program does not share, with the reason.
  private static let others = [
    "head/features.yml": "experimental functions and modifiers",
    "rulefmt/legacy_validation_annotation.bad.yaml":
      "refused by Prometheus only where names are limited to the old letters",
  ]

  private func refusal(_ text: String, _ name: String) -> DocumentError? {
    do {
      _ = try RuleGroup.groups(text: text, file: name)
      return nil
    } catch {
      return error
    }
  }

  @Test func ruleFilesAreJudgedAsByPrometheus() throws {
    var passed = 0
    var skipped: [String] = []
    for verdict in try Promtool.cases("verdicts.jsonl")
    where verdict["kind"] as? String == "rule-file" {
      let file = try #require(verdict["file"] as? String)
      if let reason = Self.others[file] {
        skipped.append("\(file): \(reason)")
        continue
      }
      let refusal = refusal(try Promtool.text(file), file)
      #expect((refusal == nil) == verdict["ok"] as? Bool, "\(file): \(String(describing: refusal))")
      passed += 1
    }
    print("rule files: \(passed) verdicts hold, \(skipped.count) skipped: \(skipped)")
  }

  @Test func rulesInLineAreJudgedAsByPrometheus() throws {
    let cases = try Promtool.cases("rule_yaml_inline.jsonl")
    for (index, entry) in cases.enumerated() {
      let refusal = refusal(try #require(entry["yaml"] as? String), "inline \(index)")
      #expect(
        (refusal == nil) == entry["valid"] as? Bool,
        "\(index): \(String(describing: refusal))"
      )
    }
    print("rules in line: \(cases.count) verdicts hold")
  }

  @Test func rulesThatPeopleUseAreRead() throws {
    let folder = Promtool.folder.appendingPathComponent("awesome-prometheus-alerts")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var rules = 0
    for name in names where name.hasSuffix(".yml") {
      let groups = try RuleGroup.groups(
        text: try Promtool.text("awesome-prometheus-alerts/\(name)"),
        file: name
      )
      rules += groups.flatMap(\.rules).count { $0.kind == .alert }
    }
    for name in ["alert_generator_rules.yaml", "synapse-v2.rules.yml"] {
      guard let text = try? Promtool.text(name) else { continue }
      #expect(refusal(text, name) == nil)
    }
    #expect(rules == 954)
    print("rules that people use: \(rules) in \(names.count) files")
  }

  @Test func durationsAreThoseOfPrometheus() throws {
    let cases = try Promtool.cases("durations.jsonl")
    var passed = 0
    for entry in cases {
      let text = try #require(entry["input"] as? String)
      let isValid = entry["valid"] as? Bool == true && entry["negative_only"] as? Bool != true
      let groups = try? RuleGroup.groups(
        text:
          "groups: [{name: a, interval: \"\(text)\", rules: [{alert: X, expr: up, for: \"\(text)\"}]}]",
        file: "d.yml"
      )
      #expect((groups != nil) == isValid, "\(text)")
      guard isValid, let nanoseconds = entry["ns"] as? Double else { continue }
      #expect(groups?.first?.rules.first?.holdSeconds == nanoseconds / 1e9, "\(text)")
      passed += 1
    }
    print("durations: \(passed) of \(cases.count) read, the others refused")
  }
}
