import Alerting
import LogModel
import LogStream
import PromQL
import Spelling
import StrictYAML

extension EvaluationTrouble {
  /// What is wrong or doubtful in the labels and annotations of rules that have a meaning here.
  static func texts(of groups: [RuleGroup]) -> [Self] {
    groups.flatMap(\.rules).filter { $0.kind == .alert }.flatMap { rule in
      rule.labels.compactMap(rule.trouble(ofLabel:))
        + rule.annotations.compactMap(rule.trouble(ofAnnotation:))
    }
  }

  /// The rules that have the name and the labels of one before them in their group: of what they make,
  /// nobody can tell whose it is.
  static func twins(in groups: [RuleGroup]) -> [Self] {
    groups.flatMap { group in
      var seen: [[String]: String] = [:]
      return group.rules.compactMap { rule -> Self? in
        let labels = rule.labels.sorted { $0.name < $1.name }.flatMap { [$0.name, $0.value] }
        let key = ["\(rule.kind)", rule.name] + labels
        guard let first = seen[key] else {
          seen[key] = rule.origin
          return nil
        }
        return Self(
          subject: rule.checkedName,
          expression: rule.expression.description,
          message: "it has the name and the labels of the rule at \(first)",
          mark: .doubtful
        )
      }
    }
  }
}

extension Rule {
  /// What texts of a rule may be.
  enum TextKind: String {
    case label, annotation
  }

  /// A trouble with a text, told with its place.
  func trouble(
    _ text: Text,
    _ kind: TextKind,
    _ message: String,
    _ mark: CheckFinding.Mark = .wrong
  ) -> EvaluationTrouble {
    let place = "\(text.place.file):\(text.place.line):\(text.place.column)"
    return EvaluationTrouble(
      subject: checkedName,
      expression: text.value,
      message: "the \(kind.rawValue) \"\(text.name)\" (\(place)): \(message)",
      mark: mark
    )
  }

  fileprivate func trouble(ofLabel text: Text) -> EvaluationTrouble? {
    guard text.name == "severity", !text.value.contains("{{"),
      Self.severities[text.value.lowercased()] == nil
    else { return nil }
    let meant = Self.severities.keys.nearest(to: text.value).first
    let proposal = meant.map { "; did you mean \($0)?" } ?? ""
    return trouble(text, .label, "it counts as a warning\(proposal)", .doubtful)
  }

  fileprivate func trouble(ofAnnotation text: Text) -> EvaluationTrouble? {
    switch text.name {
    case "contributors":
      do throws(FilterError) {
        _ = try FilterParser.parse(text.value)
        return nil
      } catch {
        return trouble(text, .annotation, error.message)
      }
    case "unit" where !Self.units.contains(text.value):
      let units = Self.units.joined(separator: ", ")
      return trouble(text, .annotation, "it is none of \(units)", .doubtful)
    case "limit_holds" where PromQL.milliseconds(ofDuration: text.value) == nil:
      return trouble(text, .annotation, "it is no duration such as 5m", .doubtful)
    default: return nil
    }
  }
}
