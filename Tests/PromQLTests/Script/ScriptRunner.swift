import MetricsModel
import PromQL
import SeriesScripts

/// Runs the commands of one script over series in memory.
struct ScriptRunner {
  /// What became of one evaluation.
  enum Outcome: Equatable {
    case passed
    case failed(String)
    case skipped(String)
  }

  private var source = MemorySource()
  /// Samples that this evaluator does not have, by what is said of evaluations that read any.
  private var others: [String: MemorySource] = [:]

  /// The outcomes of all evaluations, with their lines.
  mutating func run(_ commands: [ScriptCommand]) -> [(line: Int, query: String, outcome: Outcome)] {
    var outcomes: [(line: Int, query: String, outcome: Outcome)] = []
    for command in commands {
      switch command {
      case .clear:
        source = MemorySource()
        others = [:]
      case .load(let step, let lines, let asNative):
        for line in load(lines, step: step, asNative: asNative) {
          outcomes.append((0, line, .failed("is no series")))
        }
      case .evaluate(let evaluation):
        outcomes.append((evaluation.line, evaluation.query, outcome(of: evaluation)))
      }
    }
    return outcomes
  }

  // MARK: Loading

  /// Adds series; the lines that could not be read.
  private mutating func load(_ lines: [String], step: Int64, asNative: Bool) -> [String] {
    var unread: [String] = []
    var started: Set<Labels> = []
    for line in lines {
      if let match = line.wholeMatch(of: /(.+?)@st\s.*/) {
        if let labels = SeriesNotation(String(match.1))?.labels { started.insert(labels) }
        continue
      }
      guard let notation = SeriesNotation(line) else {
        unread.append(line)
        continue
      }
      load(notation, step: step, asNative: asNative, hasStart: started.contains(notation.labels))
    }
    source.seal()
    for reason in others.keys { others[reason]?.seal() }
    return unread
  }

  private mutating func load(
    _ notation: SeriesNotation,
    step: Int64,
    asNative: Bool,
    hasStart: Bool
  ) {
    var floats = Series(labels: notation.labels)
    var histograms = floats
    for (index, point) in notation.points.enumerated() {
      let time = Int64(index) * step
      switch point {
      case .missing: continue
      case .nativeHistogram:
        histograms.timestamps.append(time)
        histograms.values.append(0)
      case .value(let value):
        floats.timestamps.append(time)
        floats.values.append(value)
      }
    }
    source.add(floats)
    note(histograms, as: ScriptFeatures.nativeHistograms)
    if asNative {
      for suffix in ["_bucket", "_count", "_sum"] where floats.labels.name.hasSuffix(suffix) {
        var histogram = floats
        histogram.labels = floats.labels.setting("le", to: "")
          .setting(Labels.metricName, to: String(floats.labels.name.dropLast(suffix.count)))
        note(histogram, as: ScriptFeatures.nativeHistograms)
      }
    }
    if floats.labels["__type__"] != nil || floats.labels["__unit__"] != nil {
      note(floats, as: ScriptFeatures.typeAndUnit)
    }
    if hasStart { note(floats, as: ScriptFeatures.startTimestamps) }
  }

  private mutating func note(_ series: Series, as reason: String) {
    if !series.timestamps.isEmpty { others[reason, default: MemorySource()].add(series) }
  }

  // MARK: Evaluating

  /// What becomes of an evaluation; one that needs or reads what this evaluator leaves out is skipped,
  /// whether it would pass or not.
  private func outcome(of evaluation: ScriptEvaluation) -> Outcome {
    if let reason = ScriptFeatures.needed(by: evaluation) { return .skipped(reason) }
    let watched = WatchedSource(source, others: others)
    let outcome = checked(evaluation, watched)
    return watched.reasons.first.map(Outcome.skipped) ?? outcome
  }

  private func checked(_ evaluation: ScriptEvaluation, _ source: WatchedSource) -> Outcome {
    do {
      let expression = try PromQL.parse(evaluation.query)
      var annotations: [Annotation] = []
      if let difference = try difference(expression, evaluation, source, &annotations) {
        return evaluation.mustFail ? .failed("should have failed") : .failed(difference)
      }
      if evaluation.mustFail { return .failed("should have failed") }
      let remarks = annotations.map { $0.rendered(in: evaluation.query) }
      return Self.complaint(about: remarks, evaluation).map(Outcome.failed) ?? .passed
    } catch let error as PromQLError {
      guard evaluation.mustFail else { return .failed(error.message) }
      return Self.complaint(about: error, evaluation).map(Outcome.failed) ?? .passed
    } catch {
      return .failed("\(error)")
    }
  }

  private func difference(
    _ expression: Expr,
    _ evaluation: ScriptEvaluation,
    _ watched: WatchedSource,
    _ annotations: inout [Annotation]
  ) throws -> String? {
    let evaluator = Evaluator(source: watched)
    switch evaluation.time {
    case .instant(let time):
      let at = Timestamp(milliseconds: time)
      let value = try evaluator.instant(expression, at: at, annotations: &annotations)
      if let difference = ScriptExpectation.difference(value, evaluation) { return difference }
      return try rangeDifference(expression, evaluation, value, at: at)
    case .range(let from, let through, let step):
      let series = try evaluator.range(
        expression,
        from: Timestamp(milliseconds: from),
        through: Timestamp(milliseconds: through),
        step: Double(step) / 1000,
        annotations: &annotations
      )
      return ScriptExpectation.difference(
        series,
        evaluation.results,
        at: Array(stride(from: from, through: through, by: Int(step)))
      )
    }
  }

  /// As Prometheus' own runner does: the same within a range must give the same at that step.
  private func rangeDifference(
    _ expression: Expr,
    _ evaluation: ScriptEvaluation,
    _ value: Value,
    at time: Timestamp
  ) throws -> String? {
    guard case .vector = value, !evaluation.isOrdered else { return nil }
    guard !evaluation.query.contains("start()"), !evaluation.query.contains("end()") else {
      return nil
    }
    let series = try Evaluator(source: source).range(
      expression,
      from: time.advanced(bySeconds: -60),
      through: time.advanced(bySeconds: 60),
      step: 60
    )
    let samples = series.compactMap { one in
      one.timestamps.firstIndex(of: time.milliseconds).map {
        VectorSample(labels: one.labels, timestamp: time, value: one.values[$0])
      }
    }
    return ScriptExpectation.difference(.vector(samples), evaluation).map { "as range: \($0)" }
  }

  // MARK: Remarks and errors

  private static func complaint(about remarks: [String], _ evaluation: ScriptEvaluation) -> String?
  {
    for level in ["warn", "info"] {
      let found = remarks.filter { $0.hasPrefix("PromQL \(level)") }
      for expectation in evaluation.expectations {
        if expectation == "no_\(level)", !found.isEmpty { return "unexpected \(found)" }
        guard expectation.hasPrefix(level) else { continue }
        let matches = found.filter { matchesText($0, expectation) }
        if matches.isEmpty { return "expected \(expectation), got \(remarks)" }
      }
    }
    return nil
  }

  private static func complaint(about error: PromQLError, _ evaluation: ScriptEvaluation) -> String?
  {
    let expectation = evaluation.expectations.first { $0.hasPrefix("fail") } ?? "fail"
    return matchesText(error.message, expectation)
      ? nil : "failed with \(error.message), expected \(expectation)"
  }

  private static func matchesText(_ text: String, _ expectation: String) -> Bool {
    guard let match = expectation.wholeMatch(of: /\w+ (msg|regex):\s*(.*)/) else { return true }
    if match.1 == "msg" { return text == match.2 }
    return (try? Regex(String(match.2))).map { text.contains($0) } ?? false
  }
}
