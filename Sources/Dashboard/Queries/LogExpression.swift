import LogModel
import MetricsModel

/// PromQL over the log's counts, for the window and under the filter of a report.
struct LogExpression {
  /// Which statuses are failures of the server.
  static let serverErrors = "status=~\"[5-9]..\""
  /// What the list of the error log holds.
  static let trouble = Filter.or(
    .or(
      .field(FilterField.level.rawValue, .compares(.greaterOrEqual, .init("warn"))),
      .field(FilterField.status.rawValue, .compares(.greaterOrEqual, .init("500")))
    ),
    .or(
      .field(FilterField.event.rawValue, .equals("abnormal_close")),
      .field(FilterField.event.rawValue, .equals("heartbeat_timeout"))
    )
  )

  private let filter: Filter
  private let seconds: Int
  private let covered: Double
  /// The modifier that holds a window that does not move.
  private let at: String

  /// Over all records that are held at a time of the host's clock, without a window of its own.
  init(at time: Timestamp) {
    (filter, seconds, covered) = (.all, 1, 1)
    at = " @ \(PromQLText.number(Double(time.milliseconds) / 1000))"
  }

  /// The expressions for what a state shows; nil while the log has not been looked at.
  init?(_ state: AppState) {
    guard let report = state.report else { return nil }
    filter = report.request.filter
    seconds = max(1, CountText.whole(report.request.windowSeconds.rounded(.up)))
    covered = WindowCoverage(report).seconds
    guard let end = report.request.windowEnd else {
      at = ""
      return
    }
    let skew = state.window.frozen.map { $0.scrape.seconds(since: $0.log) } ?? 0
    let shift = abs(skew) < 5 ? 0 : CountText.whole(skew)
    let second = CountText.whole((Double(end.milliseconds) / 1000).rounded(.down))
    at = " @ \(second + 1 + shift)"
  }

  /// By how much a counter grew in the window, all its series together.
  ///
  /// The log's counts never restart: a difference is exact, where `increase` would extrapolate.
  func growth(
    _ metric: String,
    _ matchers: [String] = [],
    among narrowing: Filter? = nil,
    over length: Int? = nil
  ) -> String {
    let selector = PromQLText.selector(metric, self.matchers(narrowing) + matchers) + at
    let offset = "offset \(PromQLText.duration(length ?? seconds))"
    return "(sum(\(selector)) - (sum(\(selector) \(offset)) or vector(0)))"
  }

  /// The same a second, over the time that the log covers of the window.
  func rate(_ metric: String, _ matchers: [String] = [], among narrowing: Filter? = nil) -> String {
    "\(growth(metric, matchers, among: narrowing)) / \(PromQLText.number(covered))"
  }

  /// The part that some of a counter's growth is of all of it.
  func share(
    _ metric: String,
    _ matchers: [String],
    of whole: String,
    _ wholeMatchers: [String],
    among narrowing: Filter? = nil
  ) -> String {
    growth(metric, matchers, among: narrowing) + " / "
      + growth(whole, wholeMatchers, among: narrowing)
  }

  /// The growth of each value of a label.
  func growth(_ metric: String, by label: String) -> String {
    let selector = PromQLText.selector(metric, matchers(nil)) + at
    let sum = "sum by (\(label)) (\(selector))"
    let before = "sum by (\(label)) (\(selector) offset \(PromQLText.duration(seconds)))"
    return "\(sum) - (\(before) or 0 * \(sum))"
  }

  /// The 95th percentile of the latency of the window's requests.
  func latency(among narrowing: Filter) -> String {
    let metric = "log_request_latency_seconds_bucket"
    let selector = PromQLText.selector(metric, matchers(narrowing)) + at
    let sum = "sum by (le) (\(selector))"
    let before = "sum by (le) (\(selector) offset \(PromQLText.duration(seconds)))"
    return "histogram_quantile(0.95, \(sum) - (\(before) or 0 * \(sum)))"
  }

  /// The filter of the screen together with another one, as the label of the log's counts.
  private func matchers(_ narrowing: Filter?) -> [String] {
    let both =
      switch (filter, narrowing) {
      case (.all, let own): own ?? .all
      case (_, nil), (_, .all?): filter
      case (_, let own?): Filter.and(filter, own)
      }
    return both == .all ? [] : [PromQLText.equals("filter", both.source)]
  }
}
