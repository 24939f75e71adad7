import Alerting
import Dashboard
import MetricsClient
import MetricsModel
import Profiles
import PromQL
import SeriesStore
import StrictYAML

/// What the evaluating thread owns: panels, rules, and what their names stand for.
struct Evaluation {
  private let profiles: [Profile]
  private let logProfile: Profile
  /// How long a past of scrapes suffices for the rules, in seconds.
  private static let baselineSeconds = 600.0
  private var prefersLog = false
  private static let noTime = TimeRange(
    from: Timestamp(milliseconds: 0),
    through: Timestamp(milliseconds: 0)
  )
  private var recognisedAt: Timestamp?
  private var recognisedNames: Set<String> = []
  private var recognisedRemote: Int?
  private var remote: Recognition?
  /// The seconds between two samples of a server that is all that is watched; 0 beside targets.
  private var remoteInterval = 0.0
  /// The metrics that profiles, panels and rules speak of.
  let metricNames: Set<String>
  private(set) var recognition: Recognition
  /// Grows when the recognition changes.
  private(set) var recognitionVersion = 0
  var panels: PanelEvaluator
  var rules: RuleEngine
  /// What is known of imtop itself.
  var own = OwnSeries()
  /// How the rules stood when they were evaluated last.
  var statuses: [AlertStatus] = []
  /// When the rules were evaluated last.
  var lastRules: Timestamp?
  /// When the rules were evaluated first.
  var rulesSince: Timestamp?
  /// Whether no alert fires or is about to.
  var isCalm = true
  /// How many evaluations in succession everything had been read before.
  private var settledRuns = 0
  /// Whether the sources hold, or have held, all that rules ask for.
  var isSettled: Bool { settledRuns >= 2 }

  /// The panels and rules of a configuration; a mistake in a rule file names its place.
  init(_ configuration: Configuration) throws {
    profiles = try ProfileFiles.profiles(configuration)
    logProfile = try Profile.log()
    recognition = Recognition(
      profiles: profiles,
      log: logProfile,
      source: SilentSource(),
      logSource: SilentSource(),
      range: Self.noTime,
      logRange: Self.noTime
    )
    let definitions = PanelDefinition.all(configuration.panels)
    let groups = try RuleFiles.groups(configuration)
    let expressions = definitions.flatMap { [$0.expression] + $0.queries.map(\.expression) }
    metricNames = groups.flatMap(\.rules).map(\.expression)
      .reduce(
        expressions.reduce(profiles.metricNames) {
          $0.union((try? PromQL.parse($1))?.metricNames ?? [])
        }
      ) { $0.union($1.metricNames ?? []) }
    panels = PanelEvaluator(definitions: definitions, metricNames: metricNames)
    rules = RuleEngine(groups: groups)
  }

  /// Looks which metrics there are, when their names have changed or some time has passed.
  mutating func recognise(
    scraped: MetricsStore,
    log: any SeriesSource,
    logNow: Timestamp,
    remote view: RemoteView?,
    at now: Timestamp,
    atMostEvery seconds: Double,
    interval: (String) -> Double
  ) {
    let names = Set(scraped.metricNames()).union(log.metricNames())
    let isDue = recognisedAt.map { now.seconds(since: $0) >= seconds } ?? true
    guard names != recognisedNames || isDue || view?.version != recognisedRemote else { return }
    recognisedAt = now
    recognisedNames = names
    if let view, view.version != recognisedRemote { remote = recognition(of: view, at: now) }
    recognisedRemote = view?.version
    let sampleInterval = view.map { $0.watchesTargets ? 0 : $0.catalog.interval } ?? 0
    var found = Recognition(
      profiles: profiles,
      log: logProfile,
      source: scraped,
      logSource: log,
      range: TimeRange(from: now.advanced(bySeconds: -300), through: now),
      logRange: TimeRange(from: logNow.advanced(bySeconds: -2), through: logNow),
      types: scraped.behaviour,
      interval: interval
    )
    if let remote { found = found.supplemented(by: remote) }
    let isWidened = sampleInterval != remoteInterval
    remoteInterval = sampleInterval
    guard
      isWidened || found.sources != recognition.sources
        || found.matched.map(\.name) != recognition.matched.map(\.name)
    else {
      recognition.matched = found.matched
      recognition.evidence = found.evidence
      return
    }
    recognition = found
    recognitionVersion += 1
    defineRules()
  }

  /// Which profiles fit what a Prometheus server has: its series of the targets that are watched here,
  /// or all of them.
  private func recognition(of view: RemoteView, at now: Timestamp) -> Recognition {
    let range = TimeRange(from: now, through: now)
    return Recognition(
      profiles: profiles,
      log: logProfile,
      source: view.catalog,
      logSource: SilentSource(),
      range: range,
      logRange: range,
      interval: { _ in view.catalog.interval }
    )
  }

  /// Takes note before an evaluation of the rules whether everything has been read.
  ///
  /// The first one asks a server, so that nothing is settled before a second one.
  mutating func note(isSettled now: Bool) {
    if !isSettled { settledRuns = now ? settledRuns + 1 : 0 }
  }

  /// Lets the rules look at the log where its past is clearly longer than that of the scrapes, so
  /// that they have a baseline from the start.
  ///
  /// - Parameters:
  ///   - scraped: For how many seconds targets have been scraped.
  ///   - logged: How many seconds the records span that are held.
  mutating func choosePast(scraped: Double, logged: Double) {
    let isPreferred = scraped < Self.baselineSeconds && logged > scraped + 20
    // The labels of alerts change with it: one that fires now would end and begin anew.
    guard isPreferred != prefersLog, isCalm else { return }
    prefersLog = isPreferred
    defineRules()
  }

  private mutating func defineRules() {
    let definitions =
      prefersLog ? recognition.definitionsPreferringLog : recognition.definitions
    rules.define(
      definitions.mapValues { expression in
        expression.readsOnlyMetrics(prefixed: "log_")
          ? expression : expression.wideningWindows(forSamplesEvery: remoteInterval)
      }
    )
  }
}

extension Recognition {
  /// The expressions of all numbers, to tell whether anything has changed.
  fileprivate var sources: [String: [String]] {
    var result: [String: [String]] = [:]
    for (concept, choice) in choices { result[concept.rawValue, default: []].append(choice.source) }
    for (concept, choice) in logChoices {
      result[concept.rawValue, default: []].append(choice.source)
    }
    return result
  }
}

extension MetricsStore {
  /// What the pages' TYPE says that a metric is; nil where it says nothing, or something else.
  func behaviour(of name: String) -> Behaviour? {
    switch metadata(of: name)?.type {
    case .gauge: .gauge
    case .counter: .counter
    default: nil
    }
  }
}
