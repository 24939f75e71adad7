import Dashboard
import LogModel
import MetricsClient
import MetricsModel
import Profiles
import PromQL

/// Computes the panels' values, of each only the steps that are new.
struct PanelEvaluator {
  /// For so many seconds after the first scrape a missing value may be one that will still come.
  private static let settlingSeconds = 12.0

  private let definitions: [PanelDefinition]
  /// How many series a panel shows each by itself at most.
  static let lineLimit = 100
  /// The metrics that panels may read: those of the profiles, and those that definitions name.
  private let metricNames: Set<String>
  private var key: Key?
  var panels: [Panel] = []

  /// What the caches hold for: anything else begins anew.
  private struct Key: Equatable {
    var step: Int64
    var filter: Filter
    var recognitionVersion: Int
    var pastVersion: Int
    var filteredVersion: Int
    var remoteVersion: Int?
    /// Which of the panels' metrics are scraped here, where a Prometheus server has the others.
    var localNames: Set<String>?
  }

  struct Panel {
    var definition: PanelDefinition
    var plan: PanelPlan?
    var cache: PlanCache<StepCache>
    /// The expressions whose series are shown each by itself, as far as something offers them.
    var split: [SplitQuery] = []
    var wasSeen = false
  }

  /// The steps that a report covers: the window, and as much before it.
  struct Span {
    /// The first step of the time before the window.
    var from: Int64
    /// The last step of the window.
    var end: Int64
    /// How many steps the window has.
    var window: Int
    /// Whether the window's end is now.
    var isLive: Bool
    var silence: TargetSilence
  }

  /// An evaluator of the given panels, in the order of the screen.
  ///
  /// `metricNames` are the metrics that they may read.
  init(definitions: [PanelDefinition], metricNames: Set<String> = []) {
    self.definitions = definitions
    self.metricNames = metricNames
  }

  /// The values for `request`; nil when `isCancelled` said so on the way.
  mutating func report(
    for request: PanelRequest,
    inputs: PanelInputs,
    isCancelled: () -> Bool
  ) -> PanelReport? {
    let step = Self.step(window: request.windowSeconds, steps: request.steps)
    let end = (request.windowEnd ?? inputs.now).milliseconds.aligned(to: step)
    let steps = Self.count(step: step, window: request.windowSeconds)
    let window = Int64(steps) * step
    prepare(request, inputs, step: step, end: end, window: window)
    let silence = TargetSilence(
      inputs.scraped,
      from: end - window + step,
      through: end,
      step: step,
      now: request.windowEnd == nil ? inputs.now.milliseconds : end
    )
    let span = Span(
      from: end - 2 * window + step,
      end: end,
      window: steps,
      isLive: request.windowEnd == nil,
      silence: silence
    )
    var report = PanelReport(
      request: request,
      end: Timestamp(milliseconds: end),
      panels: []
    )
    for index in panels.indices
    where request.includesAll || panels[index].definition.place != .panels {
      guard !isCancelled() else { return nil }
      let isSplit = !panels[index].definition.queries.isEmpty
      report.panels.append(
        isSplit ? lines(of: index, span, inputs) : values(of: index, span, inputs)
      )
    }
    let range = TimeRange(
      from: Timestamp(milliseconds: end - window),
      through: Timestamp(milliseconds: end)
    )
    report.marks = TimelineMarks.marks(in: range, source: inputs.scraped)
    if let first = inputs.firstScrape, range.contains(first),
      panels.contains(where: { $0.plan?.past != nil || $0.plan?.remote != nil })
    {
      report.seam = first
    }
    return report
  }

  /// The milliseconds of a step: a round number with which `steps` steps cover the window.
  static func step(window: Double, steps: Int) -> Int64 {
    let exact = max(window, 1) * 1000 / Double(max(steps, 1))
    let round: [Int64] = [
      1000, 2000, 5000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000,
      900_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
    ]
    return round.first { Double($0) >= exact } ?? 86_400_000
  }

  /// How many steps cover a window.
  static func count(step: Int64, window: Double) -> Int {
    max(1, Int(clamping: Int64((max(window, 1) * 1000).rounded(.up)) + step - 1) / Int(step))
  }

  private mutating func prepare(
    _ request: PanelRequest,
    _ inputs: PanelInputs,
    step: Int64,
    end: Int64,
    window: Int64
  ) {
    let localNames = localNames(inputs)
    let wanted = Key(
      step: step,
      filter: request.filter,
      recognitionVersion: inputs.recognitionVersion,
      pastVersion: inputs.pastVersion,
      filteredVersion: inputs.filteredVersion,
      remoteVersion: inputs.remote?.version,
      localNames: localNames
    )
    guard wanted != key else { return }
    key = wanted
    let conditions = FilterMatchers(request.filter)
    let isFiltered = request.filter != .all
    var known: [String: Bool] = [:]
    let range = TimeRange(from: inputs.now.advanced(bySeconds: -3600), through: inputs.now)
    let shown = TimeRange(
      from: Timestamp(milliseconds: end - 2 * window),
      through: Timestamp(milliseconds: end)
    )
    func plan(_ definition: PanelDefinition) -> PanelPlan? {
      var plan = PanelPlan(
        definition,
        recognition: inputs.recognition,
        conditions: conditions,
        isFiltered: isFiltered
      ) { metric, label in
        let name = "\(metric)\u{0}\(label)"
        if let answer = known[name] { return answer }
        let answer =
          inputs.remote?.catalog.labels[metric]?.contains(label) ?? false
          || inputs.scraped
            .series(matching: [Matcher(Labels.metricName, equals: metric)], in: range)
            .contains { $0.labels[label] != nil }
        known[name] = answer
        return answer
      }
      if let remote = inputs.remote { plan?.ask(remote, localNames: localNames) }
      guard plan?.isBlind(inputs, in: shown) ?? false else { return plan }
      return PanelPlan(unfiltered: definition, recognition: inputs.recognition) ?? plan
    }
    let profiles = inputs.recognition.matched.flatMap(\.panels).map {
      PanelDefinition($0, by: .profile)
    }
    panels = (definitions + profiles).map { definition in
      var panel = Panel(
        definition: definition,
        cache: PlanCache(StepCache(step: step, from: end))
      )
      panel.split = definition.queries.compactMap { query in
        plan(definition.alone(query)).map { SplitQuery(query, $0, step: step, from: end) }
      }
      panel.plan = panel.split.first?.plan ?? (definition.queries.isEmpty ? plan(definition) : nil)
      return panel
    }
  }

  /// Which of the panels' metrics are scraped here; nil while that is not known, or of no use.
  private func localNames(_ inputs: PanelInputs) -> Set<String>? {
    guard let remote = inputs.remote else { return nil }
    if inputs.firstScrape == nil { return remote.watchesTargets ? nil : [] }
    return metricNames.intersection(inputs.scraped.metricNames())
  }

  private mutating func values(
    of index: Int,
    _ span: Span,
    _ inputs: PanelInputs
  ) -> PanelValues {
    let (from, end, window) = (span.from, span.end, span.window)
    let (isLive, silence) = (span.isLive, span.silence)
    var result = PanelValues(definition: panels[index].definition)
    guard let plan = panels[index].plan else {
      result.absence = .notOffered
      return result
    }
    result.query = plan.shownQuery(inputs)
    let step = panels[index].cache.steps.step
    panels[index].cache.cover(from: from, through: end, of: plan, inputs) {
      (first, last, evaluator, remarks) throws(PromQLError) in
      try plan.values(
        from: first,
        through: last,
        step: step,
        evaluator,
        inputs,
        remarks: &remarks
      )
    }
    let evaluator = Evaluator(source: plan.source(inputs))
    result.remarks = panels[index].cache.remarks
    var all = panels[index].cache.steps.values
    if let query = plan.remote?.query,
      let known = plan.remoteValues(query, from: from, through: end, step: step, inputs)
    {
      for (index, value) in zip(all.indices, known) where value != nil { all[index] = value }
    }
    let earlier = all.dropLast(window).compactMap { $0 }
    result.before = earlier.isEmpty ? nil : earlier.reduce(0, +) / Double(earlier.count)
    let now = isLive ? inputs.now : Timestamp(milliseconds: end)
    let isSilent = plan.origin == .scrape && silence.isNow
    if let remote = plan.remote, plan.origin == .prometheus {
      let newest = { plan.newestRemoteValue($0, from: from, through: end, step: step, inputs) }
      result.current = newest(remote.query)
      result.companions = remote.companions.map { $0.flatMap(newest) }
    } else if !isSilent {
      result.take(plan, evaluator, now, inputs)
    } else {
      result.companions = plan.companions.map { _ in nil }
      result.companionQueries = plan.companions.map { $0?.description }
    }
    result.values = Array(all.suffix(window))
    if plan.origin == .scrape, !silence.steps.isEmpty {
      let first = end - Int64(window - 1) * step
      for index in result.values.indices
      where silence.steps.contains(first + Int64(index) * step) {
        result.values[index] = nil
      }
    }
    if isLive, let last = result.values.indices.last, result.values[last] == nil {
      result.values[last] = result.current
    }
    result.followsFilter = plan.followsFilter
    if plan.origin == .scrape {
      let range = TimeRange(from: Timestamp(milliseconds: from), through: now)
      result.coverage = silence.coverage(of: plan.expression, in: range)
    }
    if plan.origin == .prometheus { result.companionQueries = plan.remote?.companions ?? [] }
    result.tellQueries(plan, span, step: step, at: now, inputs)
    result.origin = plan.origin.rawValue
    panels[index].wasSeen =
      panels[index].wasSeen || result.current != nil || result.values.contains { $0 != nil }
    if let trouble = panels[index].cache.trouble {
      result.absence = .broken(trouble)
    } else if result.current == nil {
      result.absence = absence(of: panels[index], plan, inputs, isLive: isLive, !silence.isNow)
    }
    return result
  }

  /// Why there is no newest value, or why it is not to be trusted.
  func absence(
    of panel: Panel,
    _ plan: PanelPlan,
    _ inputs: PanelInputs,
    isLive: Bool,
    _ isAnswered: Bool
  ) -> PanelValues.Absence {
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
