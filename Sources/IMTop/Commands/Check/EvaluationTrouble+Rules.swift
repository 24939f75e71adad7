import Alerting
import MetricsModel
import PromQL

extension EvaluationTrouble {
  /// The troubles of rules as they were when they were evaluated last.
  static func all(
    of groups: [RuleGroup],
    judged statuses: [AlertStatus]
  ) -> [Self] {
    groups.flatMap(\.rules).flatMap { rule in
      if let wrong = rule.baselineTrouble([:], over: SilentSource(), at: .wallClock) {
        return [wrong]
      }
      let text = rule.expression.description
      let own = statuses.filter { $0.rule == rule.name && $0.expression == text }
      return (LogSource.mistakes(in: text) + own.compactMap(\.mistake)).prefix(1).map {
        Self(subject: rule.checkedName, expression: text, message: $0)
      }
    }
  }

  /// The troubles of rules that are evaluated at a time over a source and what they record.
  static func all(
    of groups: [RuleGroup],
    _ definitions: [String: Expr],
    over source: any SeriesSource,
    at time: Timestamp
  ) -> [Self] {
    let due = groups.map { group in
      var group = group
      group.interval = nil
      return group
    }
    var engine = RuleEngine(groups: due, definitions: definitions)
    // Twice: rules may read what later ones record.
    for seconds in [-1.0, 0] {
      _ = engine.evaluate(at: time.advanced(bySeconds: seconds), source: source)
    }
    let all = RuledSource(made: engine.recorded, read: source)
    return due.flatMap { group in
      group.rules.flatMap { rule in
        if let wrong = rule.baselineTrouble(definitions, over: all, at: time) { return [wrong] }
        var alone = group
        alone.rules = [rule]
        var engine = RuleEngine(groups: [alone], definitions: definitions)
        let mistakes = engine.evaluate(at: time, source: all).compactMap(\.mistake)
        return (LogSource.mistakes(in: rule.expression.description) + mistakes).prefix(1).map {
          Self(
            subject: rule.checkedName,
            expression: rule.expression.description,
            message: $0
          )
        }
      }
    }
  }
}

extension Rule {
  /// Why the annotation `baseline` cannot be evaluated, which keeps the rule from saying anything.
  fileprivate func baselineTrouble(
    _ definitions: [String: Expr],
    over source: any SeriesSource,
    at time: Timestamp
  ) -> EvaluationTrouble? {
    guard let text = annotations.last(where: { $0.name == "baseline" }) else { return nil }
    do throws(PromQLError) {
      let expression = try PromQL.parse(text.value).expanding(definitions)
      _ = try Evaluator(source: source).instant(expression, at: time)
      return nil
    } catch {
      return trouble(text, .annotation, error.message)
    }
  }

  /// The name with the place, as `imtop check` tells it: `rule "ServerErrors" (im.yml:12)`.
  var checkedName: String { "rule \"\(name)\" (\(origin))" }
}

extension AlertStatus {
  /// What the rule waits for; nil where it does not.
  var waiting: String? {
    guard case .silent(let reason) = state, reason.hasPrefix("waiting for ") else { return nil }
    return reason
  }

  /// Whether a server has yet to say anything about the rule.
  var isAwaitingServer: Bool {
    state == .silent(reason: RuleEngine.awaitingServer)
      || annotations.values.contains(where: Self.isUnanswered)
  }

  /// Whether a template could not be filled in because a server has yet to answer its query.
  private static func isUnanswered(_ text: String) -> Bool {
    text.contains("<error expanding template:") && (unanswered.map(text.contains) ?? false)
  }

  private static let unanswered = (try? PromQL.parse("1")).map { PromQLError(awaiting: $0).message }

  /// Why the rule cannot be evaluated, or one of its templates not be filled in.
  fileprivate var mistake: String? {
    if case .broken(let reason) = state { return reason }
    return annotations.sorted { $0.key < $1.key }
      .first { $0.value.contains("<error expanding template:") && !Self.isUnanswered($0.value) }
      .map { "the template of \"\($0.key)\": \($0.value)" }
  }
}
