import Dashboard
import LogModel
import MetricsModel
import PromQL

extension PanelEvaluator {
  /// For so many seconds after the first scrape a missing value may be one that will still come.
  private static let settlingSeconds = 12.0

  /// What a panel with one line shows.
  mutating func values(
    of index: Int,
    _ span: Span,
    _ inputs: PanelInputs
  ) -> PanelValues {
    var result = PanelValues(definition: panels[index].definition)
    guard let plan = panels[index].plan else {
      result.absence = .notOffered
      return result
    }
    let step = panels[index].cache.steps.step
    let now = span.isLive ? inputs.now : Timestamp(milliseconds: span.end)
    result.query = plan.shownQuery(inputs)
    let all = steps(of: index, plan, span, inputs)
    result.remarks = panels[index].cache.remarks
    let earlier = all.dropLast(span.window).compactMap { $0 }
    result.before = earlier.isEmpty ? nil : earlier.reduce(0, +) / Double(earlier.count)
    result.takeNewest(plan, span, step: step, at: now, inputs)
    let holes = span.holes(of: plan, step: step)
    result.values = Array(all.suffix(span.window))
    result.values.leave(holes, until: span.end, step: step)
    if span.isLive, let last = result.values.indices.last, result.values[last] == nil,
      !holes.contains(span.end)
    {
      result.values[last] = result.current
    }
    result.lacksLines = plan.origin == .log && !holes.isEmpty
    result.followsFilter = plan.followsFilter
    if plan.origin == .scrape {
      let range = TimeRange(from: Timestamp(milliseconds: span.from), through: now)
      result.coverage = span.silence.coverage(of: plan.expression, in: range)
    }
    result.tellQueries(plan, span, step: step, at: now, inputs)
    result.origin = plan.origin.rawValue
    panels[index].wasSeen =
      panels[index].wasSeen || result.current != nil || result.values.contains { $0 != nil }
    if let trouble = panels[index].cache.trouble {
      result.absence = .broken(trouble)
    } else if result.current == nil {
      let isAnswered = !span.silence.isNow
      result.absence = absence(of: panels[index], plan, inputs, isLive: span.isLive, isAnswered)
    }
    return result
  }

  /// The values of all steps of the span: those of a server where it has them, else those computed here.
  private mutating func steps(
    of index: Int,
    _ plan: PanelPlan,
    _ span: Span,
    _ inputs: PanelInputs
  ) -> [Double?] {
    let step = panels[index].cache.steps.step
    panels[index].cache
      .cover(from: span.from, through: span.end, of: plan, inputs, by: PanelPlan.values)
    var all = panels[index].cache.steps.values
    if let query = plan.remote?.query,
      let known = plan.remoteValues(query, from: span.from, through: span.end, step: step, inputs)
    {
      for (index, value) in zip(all.indices, known) where value != nil { all[index] = value }
    }
    return all
  }

  /// Why there is no newest value, or why it is not to be trusted.
  func absence(
    of panel: Panel,
    _ plan: PanelPlan,
    _ inputs: PanelInputs,
    isLive: Bool,
    _ isAnswered: Bool
  ) -> PanelValues.Absence {
    let trouble = isLive && isAnswered ? plan.trouble(at: inputs.now, inputs) : nil
    switch trouble {
    case .mistake(let reason): return .broken(reason)
    case .noNumber:
      let nothing = panel.definition.nothing
      return nothing == PanelDefinition.usualNothing
        ? .broken("its value is no number (NaN), as that of 0 / 0") : .empty
    case nil: break
    }
    switch plan.origin {
    case .log:
      if plan.followsFilter, inputs.filter != .all, inputs.filteredVersion == 0 { return .waiting }
      return plan.missing(inputs) ?? .empty
    case .prometheus: return plan.remoteAbsence(step: panel.cache.steps.step, inputs, panel.wasSeen)
    case .scrape where !isLive: return .empty
    case .scrape:
      if inputs.firstScrape != nil, isAnswered, !panel.wasSeen,
        let missing = plan.missing(inputs)
      {
        return missing
      }
      let watched = inputs.firstScrape.map { inputs.now.seconds(since: $0) } ?? 0
      if watched < Self.settlingSeconds { return .waiting }
      if isAnswered { return .empty }
      return panel.wasSeen ? .stale : .waiting
    }
  }
}

extension PanelEvaluator.Span {
  /// The steps of the window at which a plan's values would mislead: no target answered, or lines of the
  /// log were left out.
  func holes(of plan: PanelPlan, step: Int64) -> Set<Int64> {
    switch plan.origin {
    case .scrape: silence.steps
    case .log:
      skips.steps(
        from: end - Int64(window - 1) * step,
        through: end,
        step: step,
        reach: plan.expression.longestWindow
      )
    case .prometheus: []
    }
  }
}

extension [Double?] {
  /// Takes the values of some steps away; the last value is that of the step `end`.
  mutating func leave(_ holes: Set<Int64>, until end: Int64, step: Int64) {
    guard !holes.isEmpty else { return }
    for index in indices where holes.contains(end - Int64(count - 1 - index) * step) {
      self[index] = nil
    }
  }
}
