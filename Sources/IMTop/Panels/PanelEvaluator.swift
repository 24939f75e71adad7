import Dashboard
import LogModel
import MetricsModel
import Profiles
import PromQL

/// Computes the panels' values, of each only the steps that are new.
struct PanelEvaluator {
  /// For so many seconds after the first scrape a missing value may be one that will still come.
  private static let settlingSeconds = 12.0

  private let definitions: [PanelDefinition]
  private var key: Key?
  private var panels: [Panel] = []

  /// What the caches hold for: anything else begins anew.
  private struct Key: Equatable {
    var step: Int64
    var filter: Filter
    var recognitionVersion: Int
    var pastVersion: Int
    var filteredVersion: Int
  }

  private struct Panel {
    var definition: PanelDefinition
    var plan: PanelPlan?
    var cache: StepCache
    var wasSeen = false
  }

  /// An evaluator of the given panels, in the order of the screen.
  init(definitions: [PanelDefinition]) {
    self.definitions = definitions
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
    let isAnswered = isAnswered(inputs)
    var report = PanelReport(
      request: request,
      end: Timestamp(milliseconds: end),
      panels: []
    )
    for index in panels.indices {
      guard !isCancelled() else { return nil }
      report.panels.append(
        values(
          of: index,
          from: end - 2 * window + step,
          window: steps,
          end,
          inputs,
          isLive: request.windowEnd == nil,
          isAnswered: isAnswered
        )
      )
    }
    let range = TimeRange(
      from: Timestamp(milliseconds: end - window),
      through: Timestamp(milliseconds: end)
    )
    report.marks = TimelineMarks.marks(in: range, source: inputs.scraped)
    if let first = inputs.firstScrape, range.contains(first),
      panels.contains(where: { $0.plan?.past != nil })
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

  /// Whether some target answered its last scrape, as far as that is known.
  private func isAnswered(_ inputs: PanelInputs) -> Bool {
    guard let up = try? PromQL.parse("max(up)"),
      let sample = try? Evaluator(source: inputs.scraped).instant(up, at: inputs.now).samples.first
    else { return true }
    return sample.value > 0
  }

  private mutating func prepare(
    _ request: PanelRequest,
    _ inputs: PanelInputs,
    step: Int64,
    end: Int64,
    window: Int64
  ) {
    let wanted = Key(
      step: step,
      filter: request.filter,
      recognitionVersion: inputs.recognitionVersion,
      pastVersion: inputs.pastVersion,
      filteredVersion: inputs.filteredVersion
    )
    guard wanted != key else { return }
    key = wanted
    let conditions = FilterMatchers(request.filter)
    let isFiltered = request.filter != .all
    var known: [String: Bool] = [:]
    let range = TimeRange(from: inputs.now.advanced(bySeconds: -3600), through: inputs.now)
    panels = definitions.map { definition in
      let plan = PanelPlan(
        definition,
        recognition: inputs.recognition,
        conditions: conditions,
        isFiltered: isFiltered
      ) { metric, label in
        let name = "\(metric)\u{0}\(label)"
        if let answer = known[name] { return answer }
        let answer = inputs.scraped
          .series(matching: [Matcher(Labels.metricName, equals: metric)], in: range)
          .contains { $0.labels[label] != nil }
        known[name] = answer
        return answer
      }
      let shown = TimeRange(
        from: Timestamp(milliseconds: end - 2 * window),
        through: Timestamp(milliseconds: end)
      )
      if let plan, plan.isBlind(inputs, in: shown),
        let whole = PanelPlan(unfiltered: definition, recognition: inputs.recognition)
      {
        return Panel(definition: definition, plan: whole, cache: StepCache(step: step, from: end))
      }
      return Panel(definition: definition, plan: plan, cache: StepCache(step: step, from: end))
    }
  }

  private mutating func values(
    of index: Int,
    from: Int64,
    window: Int,
    _ end: Int64,
    _ inputs: PanelInputs,
    isLive: Bool,
    isAnswered: Bool
  ) -> PanelValues {
    var result = PanelValues(definition: panels[index].definition)
    guard let plan = panels[index].plan else {
      result.absence = .notOffered
      return result
    }
    let evaluator = Evaluator(source: plan.source(inputs))
    var trouble: String?
    let step = panels[index].cache.step
    panels[index].cache.cover(from: from, through: end, fresh: 2) { first, last in
      do throws(PromQLError) {
        return try plan.values(from: first, through: last, step: step, evaluator, inputs)
      } catch {
        trouble = error.message
        return []
      }
    }
    let all = panels[index].cache.values
    result.values = Array(all.suffix(window))
    let earlier = all.dropLast(window).compactMap { $0 }
    result.before = earlier.isEmpty ? nil : earlier.reduce(0, +) / Double(earlier.count)
    let now = isLive ? inputs.now : Timestamp(milliseconds: end)
    result.current = plan.current(evaluator, at: now, inputs)
    result.companions = plan.companions.indices.map { index in
      plan.companions[index].flatMap { plan.value(of: $0, evaluator, at: now, inputs) }
        ?? plan.pastCompanion(index, at: now, inputs)
    }
    result.followsFilter = plan.followsFilter
    result.query = plan.expression.description
    result.origin = plan.origin.rawValue
    panels[index].wasSeen = panels[index].wasSeen || result.current != nil
    if let trouble {
      result.absence = .broken(trouble)
    } else if result.current == nil || plan.origin == .scrape && isLive && !isAnswered {
      result.absence = absence(of: panels[index], plan, inputs, isLive: isLive, isAnswered)
    }
    return result
  }

  /// Why there is no newest value, or why it is not to be trusted.
  private func absence(
    of panel: Panel,
    _ plan: PanelPlan,
    _ inputs: PanelInputs,
    isLive: Bool,
    _ isAnswered: Bool
  ) -> PanelValues.Absence {
    switch plan.origin {
    case .log:
      return plan.followsFilter && inputs.filter != .all && inputs.filteredVersion == 0
        ? .waiting : .empty
    case .scrape where !isLive: return .empty
    case .scrape:
      let watched = inputs.firstScrape.map { inputs.now.seconds(since: $0) } ?? 0
      if watched < Self.settlingSeconds { return .waiting }
      if isAnswered { return .empty }
      return panel.wasSeen ? .stale : .waiting
    }
  }
}

extension PanelPlan {
  /// The series that the plan reads.
  func source(_ inputs: PanelInputs) -> any SeriesSource {
    switch origin {
    case .scrape: CombinedSource([inputs.scraped, inputs.log])
    case .log: log(inputs)
    }
  }

  /// The log's counts that the plan may use: those of the records that pass the filter it follows.
  func log(_ inputs: PanelInputs) -> any SeriesSource {
    followsFilter && inputs.filter != .all ? inputs.filteredLog : inputs.log
  }

  /// The value that stands in the panel's title: that of the log while its windows reach back before
  /// the first scrape, as its chart has it.
  fileprivate func current(
    _ evaluator: Evaluator,
    at time: Timestamp,
    _ inputs: PanelInputs
  ) -> Double? {
    guard origin == .scrape, let past, let first = inputs.firstScrape,
      time < first || time.milliseconds < first.milliseconds + expression.longestWindow,
      let known = past.expression.past(
        at: time,
        inputs,
        log(inputs),
        meeting: valueAtFirstScrape(evaluator, inputs)
      )
    else { return value(of: expression, evaluator, at: time, inputs) }
    return known
  }

  /// A companion's value before the first scrape.
  fileprivate func pastCompanion(
    _ index: Int,
    at time: Timestamp,
    _ inputs: PanelInputs
  ) -> Double? {
    guard let first = inputs.firstScrape, time < first else { return nil }
    return past?.companions[index]?.past(at: time, inputs, log(inputs), meeting: nil)
  }

  /// The value at one time, as exact as what has been scraped so far allows.
  fileprivate func value(
    of expression: Expr,
    _ evaluator: Evaluator,
    at time: Timestamp,
    _ inputs: PanelInputs
  ) -> Double? {
    let watched = watchedMilliseconds(at: time.milliseconds, expression, inputs)
    let fitting = watched.flatMap { try? expression.limitingWindows(to: $0) } ?? expression
    guard let samples = try? evaluator.instant(fitting, at: time).samples, !samples.isEmpty
    else { return nil }
    let sum = samples.reduce(0) { $0 + $1.value }
    return sum.isNaN ? nil : sum
  }

  /// The value at the first scrape, which the log's past leads up to.
  fileprivate func valueAtFirstScrape(_ evaluator: Evaluator, _ inputs: PanelInputs) -> Double? {
    inputs.firstScrape.flatMap { value(of: expression, evaluator, at: $0, inputs) }
  }

  /// The values at aligned steps; before there are enough scrapes, those of the log, or else over
  /// what has been scraped.
  fileprivate func values(
    from: Int64,
    through: Int64,
    step: Int64,
    _ evaluator: Evaluator,
    _ inputs: PanelInputs
  ) throws(PromQLError) -> [Double?] {
    var values = try expression.line(from: from, through: through, step: step, evaluator)
    guard origin == .scrape, let first = inputs.firstScrape?.milliseconds else { return values }
    let settled = first + expression.longestWindow
    guard from < settled else { return values }
    let history = try past?.expression.history(
      from: from,
      through: min(through, settled),
      step: step,
      log(inputs),
      inputs.firstScrape,
      meeting: valueAtFirstScrape(evaluator, inputs)
    )
    for index in values.indices {
      let time = from + Int64(index) * step
      guard time < settled else { break }
      if let history, history.indices.contains(index), let known = history[index] {
        values[index] = known
      } else if time > first {
        values[index] = value(
          of: expression,
          evaluator,
          at: Timestamp(milliseconds: time),
          inputs
        )
      }
    }
    return values
  }

  /// For how long the targets have been watched at `time`, in milliseconds, where that is less than
  /// the expression's windows ask for.
  private func watchedMilliseconds(
    at time: Int64,
    _ expression: Expr,
    _ inputs: PanelInputs
  ) -> Int64? {
    guard origin == .scrape, let first = inputs.firstScrape?.milliseconds, time > first,
      time - first < expression.longestWindow
    else { return nil }
    return time - first + 1
  }
}

extension Expr {
  /// The values of a number as the log gives it, up to the first scrape.
  ///
  /// A level that the log can only tell by what came and went (connections opened and closed) is
  /// moved as a whole, so that it meets `scraped`, the value at the first scrape.
  fileprivate func history(
    from: Int64,
    through: Int64,
    step: Int64,
    _ log: any SeriesSource,
    _ firstScrape: Timestamp?,
    meeting scraped: Double?
  ) throws(PromQLError) -> [Double?] {
    let evaluator = Evaluator(source: log)
    let values = try line(from: from, through: through, step: step, evaluator)
    guard longestWindow == 0, let scraped, let first = firstScrape?.milliseconds,
      let derived = try line(from: first, through: first, step: step, evaluator).first ?? nil
    else { return values }
    return values.map { value in value.map { max(0, $0 + scraped - derived) } }
  }

  /// The value at a time as the log gives it.
  fileprivate func past(
    at time: Timestamp,
    _ inputs: PanelInputs,
    _ log: any SeriesSource,
    meeting scraped: Double?
  ) -> Double? {
    let values = try? history(
      from: time.milliseconds,
      through: time.milliseconds,
      step: 1000,
      log,
      inputs.firstScrape,
      meeting: scraped
    )
    return values?.first ?? nil
  }

  /// The sum of the expression's series at every step, nil where there is none.
  fileprivate func line(
    from: Int64,
    through: Int64,
    step: Int64,
    _ evaluator: Evaluator
  ) throws(PromQLError) -> [Double?] {
    let count = Int(clamping: (through - from) / step) + 1
    var values = [Double?](repeating: nil, count: max(0, count))
    let series = try evaluator.range(
      self,
      from: Timestamp(milliseconds: from),
      through: Timestamp(milliseconds: through),
      step: Double(step) / 1000,
      isCancelled: { false }
    )
    for one in series {
      for (time, value) in zip(one.timestamps, one.values) where !value.isNaN {
        let index = Int(clamping: (time - from) / step)
        if values.indices.contains(index) { values[index] = (values[index] ?? 0) + value }
      }
    }
    return values
  }
}
