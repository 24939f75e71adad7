import Alerting
import MetricsModel
import PromQL

/// What recording rules give for a query that reads them.
struct RecordedQuery {
  /// What was read, and what the rules made of it.
  let source: any SeriesSource
  /// The rules that cannot be computed.
  let troubles: [QueryRemark]

  /// Evaluates the rules at the end of a query's range; they record the hour before as well.
  init(_ groups: [RuleGroup], _ query: FittedQuery, _ range: ClosedRange<Int64>) {
    let fitted = groups.map { group in
      var group = group
      for index in group.rules.indices {
        let rule = group.rules[index]
        let expanded = (try? rule.expression.expanding(query.definitions)) ?? rule.expression
        group.rules[index].expression = query.cut(expanded, at: range.upperBound)
      }
      return group
    }
    var engine = RuleEngine(groups: fitted)
    let statuses = engine.evaluate(
      at: Timestamp(milliseconds: range.upperBound),
      source: query.source
    )
    source = RuledSource(made: engine.recorded, read: query.source)
    troubles = statuses.compactMap { status in
      guard case .broken(let reason) = status.state else { return nil }
      return QueryRemark(level: .warning, text: "the recording rule \(status.rule): \(reason)")
    }
  }
}
