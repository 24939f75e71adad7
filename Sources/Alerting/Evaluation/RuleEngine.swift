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
  /// For so many seconds what is still being read is waited for where the past is to be computed once.
  private static let longestReading = 30.0
  /// The most alerts of one rule that are told; `limit` of a group bounds how many there may be.
  public static let alertLimit = 100

  private(set) var groups: [GroupState]
  /// What names such as `imtop:connections` stand for.
  public private(set) var definitions: [String: Expr] = [:]
  /// When the rules or what they speak of had changed, or something was still being read, last.
  private(set) var learnsSince: Timestamp?
  private var begin: Timestamp?
  private var wasSettled = false
  /// How far back recording rules read, by the names under which they record.
  private var reaches: [String: WindowCover.Reach] = [:]
  /// The series that recording rules give, and `ALERTS` and `ALERTS_FOR_STATE`.
  public internal(set) var recorded = RecordedSeries()
  /// What subqueries have given, as long as the past stays what it was.
  private var subqueries: SubqueryMemory?
  private var past: [Int]?
  /// What cannot be read because a server has not told it, once `knowsRecords`.
  var unheard = UnheardRecords()
  var knowsRecords = false
  /// The names of the series that recording rules make, and of the alerts.
  private let madeNames: Set<String>
  private let alertNames: Set<String>

  typealias Moment = RuleMoment

  /// What a rule says for which a server has not computed anything yet.
  public static let awaitingServer = "waiting for the server"

  /// An engine without alerts.
  ///
  /// - Parameters:
  ///   - groups: The rules, in the order of the files. An alert has the place of the built-in one of
  ///     its name; other rules may share a name.
  ///   - definitions: What names such as `imtop:connections` stand for.
  public init(groups: [RuleGroup], definitions: [String: Expr] = [:]) {
    let rules = groups.flatMap(\.rules)
    madeNames = Set(rules.filter { $0.kind == .record }.map(\.name))
    alertNames = Set(rules.filter { $0.kind == .alert }.map(\.name))
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
    knowsRecords = false
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
  /// `source` may lack what is still being read: every group stays due. What `delegate` has is asked of it
  /// wherever an expression reads it. Windows that reach further back than what is `known` are
  /// not filled yet.
  public mutating func evaluate(
    at now: Timestamp,
    source: any SeriesSource,
    past: [Int]? = nil,
    logLateness: Double = 0,
    isSettled: Bool = true,
    delegate: (any RuleDelegate)? = nil,
    known: KnownTime? = nil,
    contributors: ContributorSource = { _, _ in [] }
  ) -> [AlertStatus] {
    begin = begin ?? now
    learnsSince = isSettled && wasSettled ? learnsSince ?? now : now
    wasSettled = isSettled
    if past != self.past { subqueries = past.map { _ in SubqueryMemory() } }
    self.past = past
    let memory = MomentMemory(excluding: madeNames.union(RuleState.alertSeriesNames))
    if delegate == nil { (unheard, knowsRecords) = (UnheardRecords(), false) }
    return withoutActuallyEscaping(contributors) { contributors in
      for group in groups.indices where groups[group].isDue(at: now) {
        let seen = now.advanced(bySeconds: -groups[group].queryOffset)
        let moment = Moment(
          time: seen,
          source: source,
          isSettled: isSettled || now.seconds(since: begin ?? now) > Self.longestReading,
          contributors: contributors,
          subqueries: subqueries,
          memory: memory,
          delegate: delegate,
          madeNames: madeNames,
          alertNames: alertNames,
          cover: groups[group].isBuiltin
            ? nil : known.map { WindowCover(time: seen.milliseconds, known: $0) }
        )
        if delegate != nil, !knowsRecords { findRecords(moment) }
        for rule in groups[group].rules.indices {
          evaluate(group, rule, moment, logLateness: logLateness)
        }
        if isSettled, !moment.news.isAwaited { groups[group].evaluated(at: now) }
      }
      return groups.flatMap { $0.rules.flatMap(\.statuses) }
    }
  }

  private mutating func evaluate(
    _ group: Int,
    _ index: Int,
    _ shared: Moment,
    logLateness: Double
  ) {
    let limit = groups[group].limit
    var state = groups[group].rules[index]
    var moment = shared
    do throws(PromQLError) {
      let expression = try state.expanded(definitions)
      let isLate = logLateness > 0 && expression.readsOnlyMetrics(prefixed: "log_")
      moment.time = state.moment(
        isLate ? shared.time.advanced(bySeconds: -logLateness) : shared.time
      )
      moment.source = RuledSource(made: recorded, read: shared.source)
      moment.cover?.made = reaches
      let fitted = moment.cover?.fitted(expression) ?? expression
      switch state.rule.kind {
      case .record:
        reaches[state.rule.name] = moment.cover?.reach(ofRecord: expression)
        try record(&state, fitted, limit, moment, every: groups[group].interval)
      case .alert:
        moment.unheard = unheard
        if let span = moment.cover?.wait(for: expression) {
          // A server is asked for the past by whoever reads it.
          if !moment.isSettled { _ = try? moment.instant(expression) }
          quiet(&state, .silent(reason: Self.wait(for: span)), at: moment.time)
        } else {
          try alert(&state, fitted, limit, moment)
        }
      }
    } catch {
      if error.kind == .unanswered { shared.news.isAwaited = true }
      fail(&state, error, at: shared.time)
    }
    groups[group].rules[index] = state
  }

  /// What a rule says whose windows are not filled yet.
  private static func wait(for span: Int64) -> String {
    "waiting for \(PromQL.text(ofMilliseconds: span)) of samples"
  }

  /// Lets everything be computed anew by the next evaluation.
  mutating func forgetPast() { (past, subqueries) = (nil, nil) }

  /// Takes note that a rule could not be evaluated: what it makes ends, its alerts stay as they are, as
  /// Prometheus leaves them.
  private mutating func fail(_ state: inout RuleState, _ error: PromQLError, at time: Timestamp) {
    state.lapse(at: time) { $0 == .resolved }
    let isAwaited = error.kind == .unanswered
    state.tell(isAwaited ? .silent(reason: Self.awaitingServer) : .broken(reason: error.message))
    recorded.append(state.alertSeries, of: state.producer, at: time)
  }
}
