import Alerting
import MetricsModel
import Profiles
import PromQL

extension CheckReport {
  /// Why rules cannot be evaluated, and what the configuration's rules read that nothing offers.
  var ruleFindings: [CheckFinding] {
    let remarks = rules.flatMap { rule in
      offered?.remarks(on: rule.expression).map {
        CheckFinding(.doubtful, .rules, "\(rule.checkedName): \($0)")
      } ?? []
    }
    let troubles = ruleTroubles.map { Self.finding($0, .rules) }
    let doubts = troubles.filter { $0.mark == .doubtful } + remarks
    return Self.misspeltFirst(doubts) + waiting + troubles.filter { $0.mark != .doubtful }
  }

  /// The rules that do not speak yet: for want of samples, or of a server's answer.
  private var waiting: [CheckFinding] {
    rules.compactMap { rule in
      let text = rule.expression.description
      let reasons = statuses.lazy.filter { $0.rule == rule.name && $0.expression == text }
        .compactMap(\.waiting)
      return reasons.first.map { CheckFinding(.doubtful, .rules, "\(rule.checkedName): \($0)") }
    }
  }

  /// Of each panel what it reads that nothing offers, and why it cannot be computed.
  var panelFindings: [CheckFinding] {
    let remarks = panels.flatMap { panel -> [CheckFinding] in
      let expressions = panel.queries.compactMap { try? PromQL.parse($0.expression) }
      let remarks = expressions.flatMap { offered?.remarks(on: $0) ?? [] }
      return Set(remarks).sorted().map {
        CheckFinding(.doubtful, .panels, "\(panel.checkedName): \($0)")
      }
    }
    let isRight = panelTroubles.allSatisfy { trouble in
      trouble.mark != .wrong || !panels.contains { $0.checkedName == trouble.subject }
    }
    let count =
      panels.isEmpty || !isRight ? [] : [CheckFinding(.fine, .panels, "panels: \(panels.count)")]
    let troubles = panelTroubles.map { Self.finding($0, .panels) }
    return count + Self.misspeltFirst(troubles + remarks)
  }

  private static func finding(
    _ trouble: EvaluationTrouble,
    _ kind: CheckFinding.Kind
  ) -> CheckFinding {
    CheckFinding(
      trouble.mark,
      kind,
      "\(trouble.subject): \(trouble.message)",
      details: ["in \(trouble.expression)"]
    )
  }

  /// Where much is missing on purpose, what looks misspelt must not be left out.
  private static func misspeltFirst(_ remarks: [CheckFinding]) -> [CheckFinding] {
    func isMisspelt(_ finding: CheckFinding) -> Bool {
      finding.headline.contains("; did you mean ")
    }
    return remarks.filter(isMisspelt) + remarks.filter { !isMisspelt($0) }
  }
}
