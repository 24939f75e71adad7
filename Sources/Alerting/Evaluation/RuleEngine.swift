public import MetricsModel
public import PromQL

/// Evaluates rules, keeps the life of their alerts and the series that they record.
///
/// A value that one thread owns: time and series come in, statuses and series come out, nothing else
/// happens.
public struct RuleEngine: Sendable {
  /// What stands out among the records that a log filter passes, against the time before `since`.
  public typealias ContributorSource = (_ filter: String, _ since: Timestamp) -> [Contributor]

  /// Seconds between two looks at how far a quiet rule is from its limit.
  static let readingInterval = 5.0
  /// For so many seconds after the rules or what they speak of have changed, an alert may be older
  /// than its first evaluation.
  static let learningSeconds = 15.0
  /// The most alerts of one rule that are told; `limit` of a group bounds how many there may be.
  public static let alertLimit = 100

  private(set) var groups: [GroupState]
  /// What names such as `imtop:connections` stand for.
  public private(set) var definitions: [String: Expr] = [:]
  private(set) var learnsSince: Timestamp?
  /// The series that recording rules give, and `ALERTS` and `ALERTS_FOR_STATE`.
  public internal(set) var recorded = RecordedSeries()
  /// What subqueries have given, as long as the past stays what it was.
  private var subqueries: SubqueryMemory?
  private var past: [Int]?
  /// The names of the series that the rules make, which change while rules are evaluated.
  private let madeNames: Set<String>

  /// What the evaluations of one moment share.
  struct Moment {
    /// The time at which rules are evaluated, on the clock of the source.
    var time: Timestamp
    /// The scraped series and the log's counts.
    var source: any SeriesSource
    /// Whether that is all there is.
    var isSettled: Bool
    var contributors: ContributorSource
    /// What has been computed before, and by other rules.
    var subqueries: SubqueryMemory?
    var memory: MomentMemory

    /// An evaluator of the moment's series.
    var evaluator: Evaluator {
      Evaluator(source: source, subqueries: subqueries, moment: memory)
    }
  }

  /// An engine without alerts.
  ///
  /// - Parameters:
  ///   - groups: The rules, in the order of the files. An alert has the place of the built-in one of
  ///     its name; other rules may share a name.
  ///   - definitions: What names such as `imtop:connections` stand for.
  public init(groups: [RuleGroup], definitions: [String: Expr] = [:]) {
    let records = groups.flatMap(\.rules).filter { $0.kind == .record }
    madeNames = Set(records.map(\.name) + ["ALERTS", "ALERTS_FOR_STATE"])
    var producer = 0
    self.groups = groups.withoutReplacedBuiltins.map { group in
      defer { producer += group.rules.count }
      return GroupState(group, firstProducer: producer)
    }
    define(definitions)
  }

  /// Replaces what names such as `imtop:connections` stand for.
  public mutating func define(_ definitions: [String: Expr]) {
    self.definitions = definitions
    learnsSince = nil
    forgetPast()
    for group in groups.indices {
      for rule in groups[group].rules.indices { groups[group].rules[rule].forgetExpansion() }
    }
  }

  /// Evaluates the rules whose groups are due at `now` and returns the statuses of all rules and
  /// alerts.
  ///
  /// `now` is on the clock of `source`. `logLateness` says for how many seconds lines of the log may
  /// still come: rules that read nothing but the log's counts look that far back. `contributors` is
  /// asked for alerts that fire and whose rule names a log filter. `past` says by some numbers what
  /// the past of `source` is like: as long as they are the same, what is older than a minute has
  /// stayed, and subqueries are not computed anew; nil where nobody knows. As long as not `isSettled`,
  /// `source` may lack what is still being read: every group stays due.
  public mutating func evaluate(
    at now: Timestamp,
    source: any SeriesSource,
    past: [Int]? = nil,
    logLateness: Double = 0,
    isSettled: Bool = true,
    contributors: ContributorSource = { _, _ in [] }
  ) -> [AlertStatus] {
    learnsSince = learnsSince ?? now
    if past != self.past { subqueries = past.map { _ in SubqueryMemory() } }
    self.past = past
    let memory = MomentMemory(excluding: madeNames)
    return withoutActuallyEscaping(contributors) { contributors in
      for group in groups.indices where groups[group].isDue(at: now) {
        if isSettled { groups[group].evaluated(at: now) }
        let seen = now.advanced(bySeconds: -groups[group].queryOffset)
        for rule in groups[group].rules.indices {
          evaluate(group, rule, at: seen, logLateness, isSettled, source, memory, contributors)
        }
      }
      return groups.flatMap { $0.rules.flatMap(\.statuses) }
    }
  }

  private mutating func evaluate(
    _ group: Int,
    _ index: Int,
    at time: Timestamp,
    _ logLateness: Double,
    _ isSettled: Bool,
    _ source: any SeriesSource,
    _ memory: MomentMemory,
    _ contributors: @escaping ContributorSource
  ) {
    let limit = groups[group].limit
    var state = groups[group].rules[index]
    do throws(PromQLError) {
      let expression = try state.expanded(definitions)
      let isLate = logLateness > 0 && expression.readsOnlyMetrics(prefixed: "log_")
      let moment = Moment(
        time: state.moment(isLate ? time.advanced(bySeconds: -logLateness) : time),
        source: RuledSource(made: recorded, read: source),
        isSettled: isSettled,
        contributors: contributors,
        subqueries: subqueries,
        memory: memory
      )
      switch state.rule.kind {
      case .record:
        try record(&state, expression, limit, moment, every: groups[group].interval)
      case .alert: try alert(&state, expression, limit, moment)
      }
    } catch {
      fail(&state, error, at: time)
    }
    groups[group].rules[index] = state
  }

  /// Lets everything be computed anew by the next evaluation.
  mutating func forgetPast() { (past, subqueries) = (nil, nil) }

  /// Takes note that a rule could not be evaluated: what it makes ends, its alerts stay as they are, as
  /// Prometheus leaves them.
  private mutating func fail(_ state: inout RuleState, _ error: PromQLError, at time: Timestamp) {
    state.lapse(at: time) { $0 == .resolved }
    state.tell(.broken(reason: error.message))
    recorded.append(state.alertSeries, of: state.producer, at: time)
  }
}
