import Dashboard
import LogModel
import MetricsClient
import MetricsModel
import Profiles
import PromQL

/// Computes the panels' values, of each only the steps that are new.
struct PanelEvaluator {
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
    var skips: SkippedTimes
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
      silence: silence,
      skips: SkippedTimes(
        inputs.scraped,
        in: TimeRange(from: Timestamp(milliseconds: end - 2 * window), through: inputs.now)
      )
    )
    var report = PanelReport(
      request: request,
      end: Timestamp(milliseconds: end),
      panels: []
    )
    if span.isLive { report.evaluatedAt = inputs.now }
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
    let shown = TimeRange(
      from: Timestamp(milliseconds: end - 2 * window),
      through: Timestamp(milliseconds: end)
    )
    var planner = PanelPlanner(request.filter, inputs, localNames: localNames, shown: shown)
    let profiles = inputs.recognition.matched.flatMap(\.panels).map {
      PanelDefinition($0, by: .profile)
    }
    panels = (definitions + profiles).map { definition in
      var panel = Panel(
        definition: definition,
        cache: PlanCache(StepCache(step: step, from: end))
      )
      panel.split = definition.queries.compactMap { query in
        planner.plan(definition.alone(query)).map { SplitQuery(query, $0, step: step, from: end) }
      }
      panel.plan = panel.split.first?.plan
      if definition.queries.isEmpty { panel.plan = planner.plan(definition) }
      return panel
    }
  }

  /// Which of the panels' metrics are scraped here; nil while that is not known, or of no use.
  private func localNames(_ inputs: PanelInputs) -> Set<String>? {
    guard let remote = inputs.remote else { return nil }
    if inputs.firstScrape == nil { return remote.watchesTargets ? nil : [] }
    return metricNames.intersection(inputs.scraped.metricNames())
  }
}
