import Dashboard
import LogModel
import MetricsClient
import MetricsModel
import PromQL

/// Finds how panels are computed under one filter, from what is at hand.
struct PanelPlanner {
  private let inputs: PanelInputs
  private let conditions: FilterMatchers?
  private let isFiltered: Bool
  private let localNames: Set<String>?
  private let shown: TimeRange
  /// Whether some series of a metric has a label, by both names.
  private var known: [String: Bool] = [:]

  /// `localNames` are the panels' metrics that are scraped here where a Prometheus server has the others;
  /// `shown` is the time that panels show.
  init(_ filter: Filter, _ inputs: PanelInputs, localNames: Set<String>?, shown: TimeRange) {
    self.inputs = inputs
    self.conditions = FilterMatchers(filter)
    self.isFiltered = filter != .all
    self.localNames = localNames
    self.shown = shown
  }

  /// The way to compute a panel; nil when nothing offers what it needs.
  mutating func plan(_ definition: PanelDefinition) -> PanelPlan? {
    var plan = PanelPlan(
      definition,
      recognition: inputs.recognition,
      conditions: conditions,
      isFiltered: isFiltered
    ) { hasLabel($0, $1) }
    if let remote = inputs.remote { plan?.ask(remote, localNames: localNames) }
    guard plan?.isBlind(inputs, in: shown) ?? false else { return plan }
    return PanelPlan(unfiltered: definition, recognition: inputs.recognition) ?? plan
  }

  private mutating func hasLabel(_ metric: String, _ label: String) -> Bool {
    let name = "\(metric)\u{0}\(label)"
    if let answer = known[name] { return answer }
    let range = TimeRange(from: inputs.now.advanced(bySeconds: -3600), through: inputs.now)
    let answer =
      inputs.remote?.catalog.labels[metric]?.contains(label) ?? false
      || inputs.scraped.series(matching: [Matcher(Labels.metricName, equals: metric)], in: range)
        .contains { $0.labels[label] != nil }
    known[name] = answer
    return answer
  }
}
