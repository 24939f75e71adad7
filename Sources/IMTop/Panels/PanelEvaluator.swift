import Dashboard
import LogModel
import MetricsModel
import Profiles
import PromQL

/// Computes the panels' values, of each only the steps that are new.
struct PanelEvaluator {
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
    prepare(request, inputs, step: step, end: end)
    let window = Int64(request.steps) * step
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
          window: request.steps,
          end,
          inputs,
          isLive: request.windowEnd == nil
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

  private mutating func prepare(
    _ request: PanelRequest,
    _ inputs: PanelInputs,
    step: Int64,
    end: Int64
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
      return Panel(definition: definition, plan: plan, cache: StepCache(step: step, from: end))
    }
  }

  private mutating func values(
    of index: Int,
    from: Int64,
    window: Int,
    _ end: Int64,
    _ inputs: PanelInputs,
    isLive: Bool
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
    let earlier = all.dropLast(window).compactMap { $0 }
    result.before = earlier.isEmpty ? nil : earlier.reduce(0, +) / Double(earlier.count)
    let now = isLive ? inputs.now : Timestamp(milliseconds: end)
    result.current = plan.current(plan.expression, plan.past?.expression, evaluator, now, inputs)
    result.companions = plan.companions.indices.map { index in
      plan.companions[index].flatMap {
        plan.current($0, plan.past?.companions[index], evaluator, now, inputs)
      }
    }
    result.values = Array(all.suffix(window))
    if plan.origin == .scrape {
      let first = end - Int64(window - 1) * step
      let silent = inputs.silence(from: first, through: end, step: step)
      for index in result.values.indices where silent.contains(first + Int64(index) * step) {
        result.values[index] = nil
      }
    }
    if isLive, let last = result.values.indices.last, result.values[last] == nil {
      result.values[last] = result.current
    }
    result.followsFilter = plan.followsFilter
    result.query = plan.expression.description
    result.origin = plan.origin.rawValue
    panels[index].wasSeen = panels[index].wasSeen || result.current != nil
    if let trouble {
      result.absence = .broken(trouble)
    } else if result.current == nil {
      result.absence = panels[index].wasSeen ? .stale : .waiting
    }
    return result
  }
}

extension PanelPlan {
  /// The series that the plan reads.
  func source(_ inputs: PanelInputs) -> any SeriesSource {
    switch origin {
    case .scrape: CombinedSource([inputs.scraped, inputs.log])
    case .log: followsFilter && inputs.filter != .all ? inputs.filteredLog : inputs.log
    }
  }

  /// The value at one time: as the log gives it where its past is longer than that of the scrapes,
  /// and none while no target answers.
  fileprivate func current(
    _ expression: Expr,
    _ past: Expr?,
    _ evaluator: Evaluator,
    _ time: Timestamp,
    _ inputs: PanelInputs
  ) -> Double? {
    if origin == .scrape {
      let moment = time.milliseconds
      guard inputs.silence(from: moment, through: moment, step: 1).isEmpty else { return nil }
      if let past, let first = inputs.firstScrape?.milliseconds,
        moment < first + past.longestWindow || moment < first,
        let value = past.past(at: time, inputs, meeting: valueAtFirstScrape(evaluator, inputs))
      {
        return value
      }
    }
    return value(of: expression, evaluator, at: time, inputs)
  }

  /// The value at one time, as exact as what has been read so far allows.
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
  /// what has been read.
  fileprivate func values(
    from: Int64,
    through: Int64,
    step: Int64,
    _ evaluator: Evaluator,
    _ inputs: PanelInputs
  ) throws(PromQLError) -> [Double?] {
    var values = try expression.line(from: from, through: through, step: step, evaluator)
    guard let first = begin(inputs) else { return values }
    let settled = first + expression.longestWindow
    guard from < settled else { return values }
    let history = try past?.expression.history(
      from: from,
      through: min(through, settled),
      step: step,
      inputs,
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

  /// For how long there has been something to read at `time`, in milliseconds, where that is less than
  /// the expression's windows ask for.
  private func watchedMilliseconds(
    at time: Int64,
    _ expression: Expr,
    _ inputs: PanelInputs
  ) -> Int64? {
    guard let first = begin(inputs), time > first, time - first < expression.longestWindow else {
      return nil
    }
    return time - first + 1
  }

  /// When the series begin that the plan reads, in milliseconds.
  private func begin(_ inputs: PanelInputs) -> Int64? {
    switch origin {
    case .scrape: inputs.firstScrape?.milliseconds
    case .log: inputs.logBegin?.milliseconds
    }
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
    _ inputs: PanelInputs,
    meeting scraped: Double?
  ) throws(PromQLError) -> [Double?] {
    let evaluator = Evaluator(source: inputs.filter == .all ? inputs.log : inputs.filteredLog)
    let values = try line(from: from, through: through, step: step, evaluator)
    guard longestWindow == 0, let scraped, let first = inputs.firstScrape?.milliseconds,
      let derived = try line(from: first, through: first, step: step, evaluator).first ?? nil
    else { return values }
    return values.map { value in value.map { max(0, $0 + scraped - derived) } }
  }

  /// The value at one time as the log gives it.
  fileprivate func past(
    at time: Timestamp,
    _ inputs: PanelInputs,
    meeting scraped: Double?
  ) -> Double? {
    let moment = time.milliseconds
    let values = try? history(
      from: moment,
      through: moment,
      step: 1000,
      inputs,
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
