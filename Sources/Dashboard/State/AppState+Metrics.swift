import Charts
import LogModel
import MetricsModel
import PromQL

extension AppState {
  /// What the metrics view wants to know; nil while another view is shown.
  public var metricsRequest: MetricsRequest? {
    guard view == .metrics, focus == .list else { return nil }
    let first = lists[.metrics]?.first ?? 0
    return MetricsRequest(
      text: shownMetric,
      windowSeconds: window.seconds,
      windowEnd: window.frozen?.scrape,
      steps: chartSteps,
      rows: first..<first + max(1, visibleListRows)
    )
  }

  /// Whether the metrics view waits for an answer, or for enough scrapes to give one.
  public var awaitsMetrics: Bool {
    guard metricsRequest != nil else { return false }
    return metrics?.request.text != shownMetric || metrics?.lack != nil
  }

  /// The name or PromQL of the metrics view: while it is being typed, what stands there.
  var shownMetric: String {
    if case .prompt(let prompt) = mode, prompt.purpose == .metric { return prompt.line.text }
    return metric
  }

  /// The report that the metrics view shows, as long as it answers what is shown there.
  var metricRows: [MetricsReport.Row] {
    metrics?.request.text == shownMetric ? metrics?.rows ?? [] : []
  }

  /// The selected series of the metrics view.
  var selectedMetric: MetricsReport.Row? {
    guard view == .metrics, focus == .list else { return nil }
    let rows = metricRows
    let index = listPosition(of: .metrics, count: rows.count).selected
    return rows.indices.contains(index) ? rows[index] : nil
  }

  /// Shows the biggest movers, the series of a name, or the answer to PromQL.
  mutating func showMetric(_ text: String) {
    metric = text.trimmed
    lists[.metrics] = ListPosition()
    focused[.metrics] = .list
  }

  /// Why what was typed is neither a part of a name nor PromQL; nil where it is one of them.
  static func mistake(inMetric text: String) -> FilterError? {
    guard !isMetricName(text) else { return nil }
    do throws(PromQLError) {
      _ = try PromQL.parse(text)
      return nil
    } catch {
      let hint = GrafanaVariables.hint(on: text)
      let mistake = MetricsReport.Mistake(message: error.message, range: error.range, hint: hint)
      return FilterError(message: mistake.text, range: error.range)
    }
  }

  /// Whether a text can only be a part of a name: everything else is PromQL.
  public static func isMetricName(_ text: String) -> Bool {
    text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// The proposals for the word before the cursor: metrics that continue it.
  func metricCompletions(for prompt: Prompt) -> [Prompt.Completion] {
    let word = Self.metricWord(before: prompt.line.head)
    guard !word.isEmpty else { return [] }
    return (metrics?.names ?? []).filter {
      $0 != word && $0.lowercased().contains(word.lowercased())
    }
    .prefix(50).map { Prompt.Completion(text: $0, note: "") }
  }

  /// The name that ends at the cursor.
  static func metricWord(before head: String) -> String {
    String(head.reversed().prefix { $0.isLetter || $0.isNumber || "_:".contains($0) }.reversed())
  }
}

extension String {
  /// The text without blanks around it.
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
