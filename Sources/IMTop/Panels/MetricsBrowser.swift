import Charts
import Dashboard
import MetricsModel
import Profiles
import PromQL
import SeriesStore

/// Answers the metrics view's questions from what is held at one moment.
struct MetricsBrowser {
  /// How many rows a list has at most.
  private static let rowLimit = 500

  let store: MetricsStore
  /// The log's counts, on the scrape's clock.
  let log: any SeriesSource
  /// What rules record, what imtop knows of itself, and what a Prometheus server has where it is all that
  /// is watched.
  var beside: any SeriesSource = SilentSource()
  /// What names such as `imtop:connections` stand for; nil for nothing.
  var recognition: Recognition?
  let now: Timestamp
  /// The oldest record of the log, on the scrape's clock.
  var logBegin: Timestamp?
  /// Whether the log's clock goes with that of the scrapes.
  var isLogCurrent = false
  /// The most seconds between two scrapes of a target; nil where none is scraped.
  var interval: Double?

  private var source: any SeriesSource { CombinedSource([store, log, beside]) }

  /// The answer to a request; nil when `isCancelled` said so on the way.
  func report(
    for request: MetricsRequest,
    isCancelled: @escaping () -> Bool
  ) -> MetricsReport? {
    let names = source.metricNames()
    var report: MetricsReport
    if AppState.isMetricName(request.text) {
      report = listed(request, names)
      for index in report.rows.indices where request.rows.contains(index) {
        guard !isCancelled() else { return nil }
        report.rows[index].values = values(of: report.rows[index], request)
        if report.content == .named {
          report.rows[index].now = report.rows[index].values.last ?? nil
        }
      }
    } else {
      report = answer(request, isCancelled)
    }
    report.names = names.sorted()
    return isCancelled() ? nil : report
  }

  private func end(_ request: MetricsRequest) -> Timestamp { request.windowEnd ?? now }

  /// The movers, or those series whose names contain what was typed, the most changed first.
  ///
  /// Until two windows have been scraped, the newer half of what there is is held against the older, as
  /// soon as each half has two scrapes of every target.
  private func listed(_ request: MetricsRequest, _ names: [String]) -> MetricsReport {
    let held = store.heldSeconds(before: end(request))
    let least = max(2, 2 * (interval ?? 1))
    let window = max(least, min(request.windowSeconds, (held / 2).rounded(.down)))
    let isTold = held >= 2 * least
    let needle = request.text.lowercased()
    let movers =
      isTold
      ? store.movers(at: end(request), window: window, withTwins: !needle.isEmpty) : []
    guard !needle.isEmpty else {
      var report = MetricsReport(
        request: request,
        content: .movers,
        rows: movers.prefix(Self.rowLimit).map(Self.row),
        total: movers.count
      )
      report.moverSeconds = window
      if !isTold, interval != nil { report.lack = .init(held: held, needed: 2 * least) }
      return report
    }
    let found = movers.filter { $0.labels.name.lowercased().contains(needle) }
    let moved = Set(found.map(\.labels))
    let range = TimeRange(from: end(request).advanced(bySeconds: -300), through: end(request))
    let still = names.filter { $0.lowercased().contains(needle) }.sorted().flatMap { name in
      source.series(matching: [Matcher(Labels.metricName, equals: name)], in: range)
        .filter { !moved.contains($0.labels) && !($0.values.last?.isStale ?? true) }
        // A histogram stands for its buckets, unless they are what is looked for.
        .filter { $0.labels["le"] == nil || needle.contains("bucket") }
        .map { Self.row(Mover(labels: $0.labels, isCounter: isCounter(name), score: 0)) }
    }
    let rows = found.map(Self.row) + still
    return MetricsReport(
      request: request,
      content: .named,
      rows: Array(rows.prefix(Self.rowLimit)),
      total: rows.count
    )
  }

  private func isCounter(_ name: String) -> Bool {
    store.metadata(of: name).map { $0.type == .counter } ?? name.hasSuffix("_total")
  }

  private static func row(_ mover: Mover) -> MetricsReport.Row {
    let selector = "\(mover.labels)"
    if mover.subject == .histogram {
      let name = mover.labels.name
      let buckets = mover.labels.setting(Labels.metricName, to: name + "_bucket")
      return MetricsReport.Row(
        name: "\(selector) p95",
        query: "histogram_quantile(\(Mover.quantile), sum by (le) (rate(\(buckets)[1m])))",
        unit: unit(of: name),
        now: mover.now,
        before: mover.before
      )
    }
    return MetricsReport.Row(
      name: selector,
      query: mover.isCounter ? "rate(\(selector)[1m])" : selector,
      unit: mover.isCounter ? .perSecond : unit(of: mover.labels.name),
      now: mover.now,
      before: mover.before
    )
  }

  /// The unit that a metric's name tells.
  static func unit(of name: String) -> Unit {
    if name.hasSuffix("_seconds") { return .seconds }
    if name.hasSuffix("_bytes") { return .bytes }
    return name.hasSuffix("_ratio") ? .percent : .short
  }

  private func values(of row: MetricsReport.Row, _ request: MetricsRequest) -> [Double?] {
    guard let expression = try? PromQL.parse(row.query) else { return [] }
    let (from, through, step) = grid(request)
    return
      (try? expression.line(from: from, through: through, step: step, Evaluator(source: source)))
      ?? []
  }

  private func grid(_ request: MetricsRequest) -> (from: Int64, through: Int64, step: Int64) {
    let step = PanelEvaluator.step(window: request.windowSeconds, steps: request.steps)
    let count = PanelEvaluator.count(step: step, window: request.windowSeconds)
    let last = end(request).milliseconds.aligned(to: step)
    return (last - Int64(count - 1) * step, last, step)
  }

  /// The series of the answer to PromQL over the window, the greatest newest value first.
  private func answer(
    _ request: MetricsRequest,
    _ isCancelled: @escaping () -> Bool
  ) -> MetricsReport {
    var report = MetricsReport(request: request, content: .answer)
    let (from, through, step) = grid(request)
    var annotations: [Annotation] = []
    do throws(PromQLError) {
      let parsed = try PromQL.parse(request.text)
      let query = try FittedQuery(
        parsed,
        recognition,
        over: source,
        DataBegin(store, until: Timestamp(milliseconds: through), log: logBegin),
        from...max(from, through),
        isLogCurrent: isLogCurrent,
        told: through
      )
      let series = try query.series(
        step: step,
        annotations: &annotations,
        isCancelled: isCancelled
      )
      report.total = series.count
      report.rows = series.map { row($0, request.text, from, through, step) }
        .sorted { ($0.now ?? -.infinity) > ($1.now ?? -.infinity) }
        .prefix(Self.rowLimit).map(\.self)
      report.remarks = GrafanaVariables.hints(on: parsed)
      report.remarks.note(annotations)
      report.remarks += query.remarks.map(\.text)
    } catch {
      report.error = MetricsReport.Mistake(message: error.message, range: error.range)
      report.error?.hint = GrafanaVariables.hint(on: request.text)
    }
    report.remarks += LogSource.mistakes(in: request.text)
    return report
  }

  private func row(
    _ series: Series,
    _ text: String,
    _ from: Int64,
    _ through: Int64,
    _ step: Int64
  ) -> MetricsReport.Row {
    var values = [Double?](repeating: nil, count: Int((through - from) / step) + 1)
    for (time, value) in zip(series.timestamps, series.values) where !value.isNaN {
      let index = Int(clamping: (time - from) / step)
      if values.indices.contains(index) { values[index] = value }
    }
    let known = values.compactMap(\.self)
    return MetricsReport.Row(
      name: series.labels.pairs.isEmpty ? text : "\(series.labels)",
      query: text,
      unit: Self.unit(of: series.labels.name),
      now: values.last ?? nil,
      before: known.isEmpty ? nil : known.reduce(0, +) / Double(known.count),
      values: values
    )
  }
}
