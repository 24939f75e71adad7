import Dashboard
import MetricsModel
import Profiles
import PromQL

/// One expression of a panel that shows its series each by itself, with the values computed so far.
struct SplitQuery {
  let query: PanelDefinition.Query
  let plan: PanelPlan
  private(set) var cache: PlanCache<LineCache>

  /// A query of which nothing has been computed.
  init(_ query: PanelDefinition.Query, _ plan: PanelPlan, step: Int64, from start: Int64) {
    self.query = query
    self.plan = plan
    cache = PlanCache(LineCache(step: step, from: start))
  }

  /// Computes the new steps of a range, and again those that may have changed since.
  mutating func cover(from: Int64, through: Int64, _ inputs: PanelInputs) {
    cache.cover(from: from, through: through, of: plan, inputs, by: PanelPlan.lines)
  }

  private var step: Int64 { cache.steps.step }

  /// The series over a window that ends with the range's last step, each with its newest value and its
  /// mean of the time before; those at the steps `holes` are left out.
  func lines(
    from: Int64,
    through end: Int64,
    window: Int,
    at now: Timestamp?,
    title: String,
    without holes: Set<Int64>,
    _ inputs: PanelInputs
  ) -> [PanelLine] {
    let all = known(from: from, through: end, inputs)
    let newest = newest(all, at: now, inputs)
    let names = names(Array(Set(all.keys).union(newest.keys)), title: title)
    return names.compactMap { labels, name in
      let values = all[labels] ?? []
      let earlier = values.dropLast(window).compactMap(\.self)
      var line = PanelLine(name: name, values: Array(values.suffix(window)))
      line.current = newest[labels]
      line.before = earlier.isEmpty ? nil : earlier.reduce(0, +) / Double(earlier.count)
      line.values.leave(holes, until: end, step: step)
      if let last = line.values.indices.last, line.values[last] == nil, !holes.contains(end) {
        line.values[last] = line.current
      }
      return line.current == nil && line.values.allSatisfy { $0 == nil } ? nil : line
    }
  }

  /// What has been computed, and before it what a Prometheus server says.
  private func known(from: Int64, through end: Int64, _ inputs: PanelInputs) -> Lines {
    var all = cache.steps.lines
    guard let query = plan.remote?.query else { return all }
    for (labels, values) in plan.remoteLines(
      query,
      from: from,
      through: end,
      step: step,
      inputs
    ) {
      var own = all[labels] ?? [Double?](repeating: nil, count: cache.steps.count)
      for (index, value) in zip(own.indices, values) where value != nil { own[index] = value }
      all[labels] = own
    }
    return all
  }

  /// The newest values; nil for `now` where nothing answers.
  private func newest(_ all: Lines, at now: Timestamp?, _ inputs: PanelInputs) -> [Labels: Double] {
    if plan.origin == .prometheus {
      return all.compactMapValues { values in
        values.suffix(plan.recentSteps(step)).last { $0 != nil } ?? nil
      }
    }
    return now.map { plan.newest(Evaluator(source: plan.source(inputs)), at: $0, inputs) } ?? [:]
  }

  private func names(_ series: [Labels], title: String) -> [Labels: String] {
    guard let template = query.legend.flatMap(LegendTemplate.init) else {
      return LegendTemplate.names(of: series, title: title)
    }
    return Dictionary(
      series.map { labels in
        let name = template.name(of: labels)
        return (labels, name.allSatisfy(\.isWhitespace) ? "(no name)" : name)
      }
    ) { $1 }
  }
}
