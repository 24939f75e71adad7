import Alerting
import Glibc
import HTTPFetch
import LogModel
import MetricsClient
import MetricsModel
import Profiles
import PromQL
import SeriesStore

/// What a query is asked of: targets that are scraped for it, logs that are read for it, and a Prometheus
/// server that knows the past, or everything where nothing else is named.
struct QueryData {
  /// How long a log's past is waited for, in seconds.
  private static let logPatience = 60.0
  /// How long a Prometheus server is waited for, in seconds.
  private static let remotePatience = 30.0

  /// How many samples of the past a server is asked for at most.
  private static let pastSamples = 2000.0

  private let profiles: [Profile]
  private let targets: TargetCollector?
  private let log: LogIntake?
  private let remote: RemoteFeed?
  private let fetcher = HTTPFetcher()
  /// The recording rules of the configuration's files, by their groups.
  private let recordings: [RuleGroup]

  /// The targets and logs of a configuration, of which there must be one, as far as they may matter to an
  /// expression: where a server alone can tell its metrics, no log is read.
  init(_ configuration: Configuration, for expression: Expr) throws {
    guard !configuration.isEmpty else { throw CommandLineError.nothingToWatch }
    profiles = try ProfileFiles.profiles(configuration)
    recordings = RuleFiles.recordings(configuration)
    targets = try TargetCollector(configuration)
    let made = recordings.recordNames
    let readsServerAlone =
      targets == nil && configuration.prometheus != nil
      && expression.metricNames?.allSatisfy { name in
        !["log_", "imtop:", "imtop_"].contains(where: name.hasPrefix) && !made.contains(name)
      } ?? false
    log =
      configuration.logs.isEmpty || readsServerAlone
      ? nil : try LogIntake(configuration) { _ in 160 << 20 }
    let watched = targets?.instances ?? []
    remote = try RemoteFeed(configuration, fetcher: fetcher, watched: { watched }, onChange: {})
  }

  /// Whether there is a past: logs are read, or a Prometheus server is asked.
  var hasPast: Bool { log != nil || remote != nil }

  /// Whether a Prometheus server is all there is.
  var isRemoteAlone: Bool { remote != nil && targets == nil && log == nil }

  /// Reads the logs, scrapes the targets for `seconds` and looks what a Prometheus server knows, of
  /// `metrics` in particular; false when nothing could be reached.
  ///
  /// Streams that go on are listened to for `listening` seconds; nil for as long as is usual.
  /// A ^C ends the collecting, which answers with what there is then; `stopped` is told after how many
  /// seconds that was.
  func collect(
    seconds: Double,
    listening: Double?,
    metrics: Set<String>,
    stopped: (Double) -> Void
  ) async -> Bool {
    let progress = ProgressLine(isShown: isatty(STDERR_FILENO) == 1)
    let interruption = Interruption()
    defer {
      interruption.end()
      progress.clear()
    }
    var reading = LogReading(listening: listening)
    log?.start(onStatus: { _ in }, onAppend: {})
    remote?.start(metrics: profiles.metricNames.union(metrics))
    let whole = DurationArgument.text(ofSeconds: seconds)
    var collected = seconds
    var isReached =
      await targets?.collect(seconds: seconds) { passed in
        collected = passed
        let part = DurationArgument.text(ofSeconds: passed)
        progress.show("scraping for \(whole), \(part) so far; ^C answers with that")
        return !interruption.hasCome
      } ?? false
    if interruption.hasCome, targets != nil {
      progress.clear()
      let part = DurationArgument.text(ofSeconds: collected)
      ProgramExit.complain("stopped after \(part) of \(whole)")
      stopped(collected)
    }
    if let remote {
      await wait(Self.remotePatience) { remote.isSettled }
      if case .down(let reason) = remote.status.health {
        ProgramExit.complain(about: "prometheus", reason)
      } else {
        isReached = true
      }
    }
    guard let log else { return isReached }
    let isRead = await wait(Self.logPatience) {
      progress.show("reading the log; ^C answers with what has been read")
      return interruption.hasCome || reading.isDone(log)
    }
    log.stop()
    progress.clear()
    if !isRead {
      let whole = DurationArgument.text(ofSeconds: Self.logPatience)
      ProgramExit.complain(
        "the log was not read whole within \(whole); this is what came until then"
      )
    }
    if targets == nil { log.standStillIfEnded() }
    for status in log.statuses {
      if case .down(let reason) = status.health { ProgramExit.complain(about: status.name, reason) }
    }
    return isReached || log.statuses.contains { !$0.isDown }
  }

  /// Asks a Prometheus server for what an evaluation would read before the first scrape: `seconds` of it.
  func fetchPast(_ evaluate: () -> Void) async {
    guard let remote, !isRemoteAlone else { return }
    // What is missing is asked for as it is read.
    evaluate()
    await wait(Self.remotePatience) { remote.isSettled }
  }

  /// Ends what is still under way.
  func stop() async {
    remote?.stop()
    await fetcher.shutdown()
  }

  /// The server's own answer, along a range or at one time, with what it says beside; nothing where none
  /// is configured.
  func answer(
    to expression: Expr,
    from: Timestamp?,
    step: Double
  ) async throws(RemoteError) -> RemoteAnswer<[Series]> {
    guard let remote, let view = remote.view else { return RemoteAnswer(value: []) }
    let query = ((try? expression.addingMatchers { _ in view.scope }) ?? expression).description
    let end = end
    guard let from else { return try await remote.api.instant(query, at: end) }
    return try await remote.api.rangeInParts(
      query,
      from: from,
      through: end,
      step: Timestamp(seconds: step).milliseconds
    )
  }

  /// Waits for something; false when it did not come in time.
  @discardableResult
  private func wait(_ seconds: Double, until isDone: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !isDone() {
      guard ContinuousClock.now < deadline else { return false }
      try? await Task.sleep(for: .milliseconds(20))
    }
    return true
  }

  /// The last moment that is asked about: now, or the end of a log that is read alone and has ended.
  var end: Timestamp {
    let now = Timestamp.wallClock
    guard targets == nil, let log else { return now }
    return (log.clock.time(at: now) ?? now).moved(by: skew)
  }

  /// The scraped series with the server's past of `seconds` before them, and the counts of the logs, on
  /// the scrape's clock.
  func source(past seconds: Double) -> any SeriesSource {
    guard let store = targets?.store, let view = remote?.view else {
      return CombinedSource([scraped, counts])
    }
    let first = end.advanced(bySeconds: -store.heldSeconds(before: end))
    let past = view.past(
      before: store,
      firstScrape: first,
      reach: Timestamp(seconds: seconds).milliseconds,
      step: Timestamp(seconds: max(1, (seconds / Self.pastSamples).rounded(.up))).milliseconds
    )
    return CombinedSource([past, counts])
  }

  /// What of the metrics that an expression reads is neither there in `source` nor on a server that is
  /// asked, with the name most like each; nothing where a server has not told its names.
  func remarks(on expression: Expr, _ source: (any SeriesSource)? = nil) -> [String] {
    let known = remote?.view?.catalog.names
    guard remote == nil || known != nil else { return [] }
    let names = Set(source?.metricNames() ?? []).union(known ?? [])
    return OfferedMetrics(names, recordings: isRemoteAlone ? [] : recordings.recordNames)
      .remarks(on: expression)
  }

  /// What `imtop:connections` and its kin stand for here; nil where nothing tells.
  var recognition: Recognition? {
    guard let logProfile = try? Profile.log() else { return nil }
    let range = TimeRange(from: end.advanced(bySeconds: -300), through: end)
    return Recognition(
      profiles: profiles,
      log: logProfile,
      source: isRemoteAlone ? remote?.view?.catalog ?? scraped : scraped,
      logSource: counts,
      range: range,
      logRange: TimeRange(from: end.advanced(bySeconds: -2), through: end),
      types: { [targets] in targets?.store.behaviour(of: $0) },
      interval: { _ in isRemoteAlone ? remote?.view?.catalog.interval ?? 0 : 0 }
    )
  }

  /// The recording rules that metrics are recorded by, and those that these read.
  func recordings(of metrics: Set<String>) -> [RuleGroup] {
    var wanted = metrics
    let rules = recordings.flatMap(\.rules)
    for _ in rules {
      let read = rules.filter { wanted.contains($0.name) }
        .reduce(into: wanted) { $0.formUnion($1.expression.metricNames ?? []) }
      if read == wanted { break }
      wanted = read
    }
    return recordings.map { group in
      var group = group
      group.rules.removeAll { !wanted.contains($0.name) }
      return group
    }.filter { !$0.rules.isEmpty }
  }

  /// When what is read begins.
  var begin: DataBegin {
    let view = remote?.view
    return DataBegin(
      scraped,
      until: end,
      log: log?.oldest?.moved(by: skew),
      isToldBefore: { view?.knowsTargets(of: [$0]) ?? false }
    )
  }

  /// Whether the log goes on, so that its counts are those of now.
  var isLogCurrent: Bool { log?.clock.isCurrent(at: .wallClock) ?? false }

  private var scraped: any SeriesSource { targets?.store ?? SilentSource() }

  private var skew: Int64 { Int64((log?.clock.skew ?? 0) * 1000) }

  private var counts: any SeriesSource {
    guard let log else { return SilentSource() }
    return ShiftedSource(source: log.counts(at: .wallClock), offset: skew)
  }
}
