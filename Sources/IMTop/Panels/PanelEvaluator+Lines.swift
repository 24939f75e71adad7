import Dashboard
import MetricsModel
import PromQL

extension PanelEvaluator {
  /// The values of a panel that shows its series each by itself.
  mutating func lines(of index: Int, _ span: Span, _ inputs: PanelInputs) -> PanelValues {
    var result = PanelValues(definition: panels[index].definition)
    guard let plan = panels[index].plan else {
      result.absence = .notOffered
      return result
    }
    let now = span.isLive ? inputs.now : Timestamp(milliseconds: span.end)
    for place in panels[index].split.indices {
      panels[index].split[place].cover(from: span.from, through: span.end, inputs)
      let split = panels[index].split[place]
      let isScraped = split.plan.origin == .scrape
      let holes = span.holes(of: split.plan, step: split.cache.steps.step)
      result.lines += split.lines(
        from: span.from,
        through: span.end,
        window: span.window,
        at: isScraped && span.silence.isNow ? nil : now,
        title: panels[index].split.count > 1 ? split.query.expression : result.definition.title,
        without: holes,
        inputs
      )
      if split.plan.origin == .log, !holes.isEmpty { result.lacksLines = true }
      result.leftOut += split.cache.steps.leftOut
      result.remarks += split.cache.remarks
    }
    order(&result)
    panels[index].wasSeen = panels[index].wasSeen || !result.lines.isEmpty
    result.followsFilter = panels[index].split.allSatisfy { $0.plan.followsFilter }
    if plan.origin == .scrape {
      let range = TimeRange(from: Timestamp(milliseconds: span.from), through: now)
      result.coverage = span.silence.coverage(of: plan.expression, in: range)
    }
    result.query = plan.shownQuery(inputs)
    result.furtherQueries = panels[index].split.dropFirst().map { $0.plan.shownQuery(inputs) }
    result.origin = plan.origin.rawValue
    if let trouble = panels[index].split.compactMap(\.cache.trouble).first {
      result.absence = .broken(trouble)
    } else if result.current == nil {
      let isAnswered = !span.silence.isNow
      result.absence = absence(of: panels[index], plan, inputs, isLive: span.isLive, isAnswered)
    }
    return result
  }

  /// Puts the worst series first, whose numbers are the panel's, and leaves out those beyond the limit.
  private func order(_ result: inout PanelValues) {
    let risingIsBad = result.definition.risingIsBad
    func badness(_ line: PanelLine) -> Double {
      guard let value = line.current, !value.isNaN else { return -.infinity }
      return risingIsBad ? value : -value
    }
    result.lines.sort { (badness($0), $1.name) > (badness($1), $0.name) }
    result.leftOut += max(0, result.lines.count - Self.lineLimit)
    result.lines = Array(result.lines.prefix(Self.lineLimit))
    guard let first = result.lines.first else { return }
    (result.values, result.current, result.before) = (first.values, first.current, first.before)
  }
}
