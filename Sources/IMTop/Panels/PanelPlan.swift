import Dashboard
import LogModel
import MetricsModel
import Profiles
import PromQL

/// What one panel evaluates for one filter: the expression, and from which series.
struct PanelPlan {
  /// Where the series come from.
  enum Origin: String {
    /// The scraped series, together with the log's counts.
    case scrape
    /// The log's counts of the records that pass the filter.
    case log
    /// A Prometheus server alone: nothing here has the metrics.
    case prometheus
  }

  /// What the log tells of the time before the first scrape.
  struct Past {
    var expression: Expr
    var companions: [Expr?]
  }

  /// Of so many connections one must pass a filter that asks for requests.
  private static let seenShare = 20.0

  var expression: Expr
  var companions: [Expr?]
  var origin: Origin
  /// The same numbers as the log gives them, for the time before the first scrape.
  var past: Past?
  /// The same numbers as a Prometheus server is asked for them.
  var remote: RemoteQueries?
  var followsFilter: Bool

  /// The way to compute `panel`; nil when nothing offers what it needs.
  ///
  /// `conditions` are the filter's conditions on labels, nil when labels cannot say the filter;
  /// `hasLabel` says whether some series of a metric has a label.
  init?(
    _ panel: PanelDefinition,
    recognition: Recognition,
    conditions: FilterMatchers?,
    isFiltered: Bool,
    hasLabel: (_ metric: String, _ label: String) -> Bool
  ) {
    let direct = Self.expanded(panel.expression, recognition.definitions)
    let fromLog = Self.expanded(panel.expression, recognition.logDefinitions)
    let past = fromLog.map {
      Past(
        expression: $0,
        companions: panel.companions.map {
          Self.expanded($0.expression, recognition.logDefinitions)
        }
      )
    }
    guard isFiltered else {
      guard let direct else { return nil }
      let readsLog = direct.readsOnlyMetrics(prefixed: "log_")
      let origin = readsLog ? Origin.log : .scrape
      self.init(direct, of: panel, recognition.definitions, origin, past: readsLog ? nil : past)
      return
    }
    if let direct, !direct.readsOnlyMetrics(prefixed: "log_"), let conditions,
      let narrowed = Self.narrowed(direct, by: conditions, hasLabel)
    {
      self.init(narrowed, of: panel, recognition.definitions, .scrape, past: past)
      companions = companions.map { companion in
        companion.flatMap { Self.narrowed($0, by: conditions, hasLabel) }
      }
    } else if let fromLog {
      self.init(fromLog, of: panel, recognition.logDefinitions, .log)
    } else if let direct {
      self.init(direct, of: panel, recognition.definitions, .scrape, followsFilter: false)
    } else {
      return nil
    }
  }

  /// The way to compute `panel` whatever the filter; nil when nothing offers what it needs.
  init?(unfiltered panel: PanelDefinition, recognition: Recognition) {
    self.init(panel, recognition: recognition, conditions: nil, isFiltered: false) { _, _ in false }
    followsFilter = false
  }

  /// Whether the plan counts connections of which the log says nothing that the filter asks for: next to
  /// no record then passes, and zero would be a lie.
  func isBlind(_ inputs: PanelInputs, in range: TimeRange) -> Bool {
    guard origin == .log, followsFilter, inputs.filter.asksForRequests,
      inputs.filteredVersion > 0
    else { return false }
    let names = expression.metricNames ?? []
    let isOfConnections = names.allSatisfy {
      $0.hasPrefix("log_connections_") || $0.hasPrefix("log_heartbeat_")
    }
    guard isOfConnections else { return false }
    func growth(in log: any SeriesSource) -> Double {
      names.reduce(0) { sum, name in
        log.series(matching: [Matcher(Labels.metricName, equals: name)], in: range).reduce(sum) {
          $0 + ($1.values.last ?? 0) - ($1.values.first ?? 0)
        }
      }
    }
    return growth(in: inputs.filteredLog) * Self.seenShare <= growth(in: inputs.log)
  }

  private init(
    _ expression: Expr,
    of panel: PanelDefinition,
    _ definitions: [String: Expr],
    _ origin: Origin,
    past: Past? = nil,
    followsFilter: Bool = true
  ) {
    self.expression = expression
    self.companions = panel.companions.map { Self.expanded($0.expression, definitions) }
    self.origin = origin
    self.past = past
    self.followsFilter = followsFilter
  }

  /// The expression with its names replaced; nil when one of them means nothing here.
  private static func expanded(_ text: String, _ definitions: [String: Expr]) -> Expr? {
    guard let expression = try? PromQL.parse(text).expanding(definitions) else { return nil }
    let names = expression.metricNames ?? []
    return names.contains { $0.hasPrefix("imtop:") } ? nil : expression
  }

  /// The expression narrowed to the filter; nil when a selector has no label to narrow it by.
  private static func narrowed(
    _ expression: Expr,
    by filter: FilterMatchers,
    _ hasLabel: (String, String) -> Bool
  ) -> Expr? {
    var isComplete = true
    let narrowed = try? expression.addingMatchers { selector in
      filter.conditions.compactMap { condition in
        let label = condition.labels.first { label in
          selector.metricName.map { hasLabel($0, label) } ?? false
        }
        guard let label,
          let matcher = try? Matcher(label, condition.comparison, condition.value)
        else {
          isComplete = false
          return nil
        }
        return matcher
      }
    }
    return isComplete ? narrowed : nil
  }
}
