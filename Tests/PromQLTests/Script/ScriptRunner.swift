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
  /// The series with native histograms, which this evaluator does not have.
  private var native: [Labels] = []

  /// The outcomes of all evaluations, with their lines.
  mutating func run(_ commands: [ScriptCommand]) -> [(line: Int, query: String, outcome: Outcome)] {
    var outcomes: [(line: Int, query: String, outcome: Outcome)] = []
    for command in commands {
      switch command {
      case .clear:
        source = MemorySource()
        native = []
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

  /// Adds series; the lines that could not be read.
  private mutating func load(_ lines: [String], step: Int64, asNative: Bool) -> [String] {
    var unread: [String] = []
    for line in lines {
      guard let notation = SeriesNotation(line) else {
        unread.append(line)
        continue
      }
      if notation.hasNativeHistograms { native.append(notation.labels) }
      if asNative {
        for suffix in ["_bucket", "_count", "_sum"] where notation.labels.name.hasSuffix(suffix) {
          let name = String(notation.labels.name.dropLast(suffix.count))
          native.append(
            notation.labels.setting("le", to: "").setting(Labels.metricName, to: name)
          )
        }
      }
      var series = Series(labels: notation.labels)
      for (index, point) in notation.points.enumerated() {
        guard case .value(let value) = point else { continue }
        series.timestamps.append(Int64(index) * step)
        series.values.append(value)
      }
      source.add(series)
    }
    source.seal()
    return unread
  }

  // MARK: Evaluating

  /// What becomes of an evaluation; one that reads native histograms among others may pass, and is left
  /// out where it does not.
  private func outcome(of evaluation: ScriptEvaluation) -> Outcome {
    let outcome = checked(evaluation)
    guard case .failed = outcome, let expression = try? PromQL.parse(evaluation.query),
      readsNativeHistograms(expression)
    else { return outcome }
    return .skipped("floats, but for native histograms among what is read")
  }

  private func checked(_ evaluation: ScriptEvaluation) -> Outcome {
    if let reason = Self.experimentalReason(evaluation.query) { return .skipped(reason) }
    if evaluation.results.contains(where: { $0.contains("{{") }) {
      return .skipped("native histograms")
    }
    do {
      let expression = try PromQL.parse(evaluation.query)
      var annotations: [Annotation] = []
      if let difference = try difference(expression, evaluation, &annotations) {
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
    _ annotations: inout [Annotation]
  ) throws -> String? {
    let evaluator = Evaluator(source: source)
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

  // MARK: What cannot be run

  private func readsNativeHistograms(_ expression: Expr) -> Bool {
    expression.selectors.contains { selector in
      native.contains { labels in selector.matchers.allSatisfy { $0.matches(labels) } }
    }
  }

  /// The feature that a query needs and this evaluator leaves out; nil when there is none.
  static func experimentalReason(_ query: String) -> String? {
    let experimental =
      /\b(info|limitk|limit_ratio|sort_by_label(_desc)?|mad_over_time|ts_of_\w+|first_over_time|double_exponential_smoothing|histogram_quantiles|min_of|max_of|step|range|start_timestamp|fill|fill_left|fill_right)\s*(by\s*\([^)]*\)\s*|without\s*\([^)]*\)\s*)?\(/
      .ignoresCase()
    if query.contains(experimental) { return "experimental function" }
    if query.contains(/(?:[\]}]\s*|\w\s+)(anchored|smoothed)\b/) { return "experimental selector" }
    if query.contains(/(?:^|[^@ ])\s*\b(start|end)\(\)/) { return "experimental function" }
    if query.contains(/\[[^\]"]*[-+*\/%^(][^\]"]*\]|offset\s+[-+]?\(|offset\s+[-+]?\S*\d[-+*\/%^]/)
    {
      return "experimental duration expression"
    }
    if query.contains(/\bhistogram_(avg|count|sum|stddev|stdvar)\s*\(/) {
      return "native histograms"
    }
    return nil
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
