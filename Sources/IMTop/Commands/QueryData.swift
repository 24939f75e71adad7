import LogModel
import MetricsModel
import Profiles
import PromQL

/// What a query is asked of: targets that are scraped for it, and logs that are read for it.
struct QueryData {
  /// How long a log's past is waited for, in seconds.
  private static let logPatience = 60.0

  private let targets: TargetCollector?
  private let log: LogIntake?

  /// The targets and logs of a configuration, of which there must be one.
  init(_ configuration: Configuration) throws {
    guard !configuration.targets.isEmpty || !configuration.logs.isEmpty else {
      throw CommandLineError.nothingToWatch
    }
    targets =
      configuration.targets.isEmpty ? nil : try TargetCollector(targets: configuration.targets)
    log = configuration.logs.isEmpty ? nil : try LogIntake(configuration) { _ in 160 << 20 }
  }

  /// Whether logs are read.
  var hasLogs: Bool { log != nil }

  /// Reads the logs and scrapes the targets for `seconds`; false when nothing could be reached.
  func collect(seconds: Double) async -> Bool {
    log?.start(onStatus: { _ in }, onAppend: {})
    let isReached = await targets?.collect(seconds: seconds) ?? false
    guard let log else { return isReached }
    let deadline = ContinuousClock.now + .seconds(Self.logPatience)
    while !log.statuses.allSatisfy(\.isSettled), ContinuousClock.now < deadline {
      try? await Task.sleep(for: .milliseconds(20))
    }
    log.stop()
    for status in log.statuses {
      if case .down(let reason) = status.health { ProgramExit.complain(about: status.name, reason) }
    }
    return isReached || log.statuses.contains { !$0.isDown }
  }

  /// The last moment that is asked about: now, or the end of a log that is read alone and has ended.
  var end: Timestamp {
    let now = Timestamp.wallClock
    guard targets == nil, let log else { return now }
    return (log.clock.time(at: now) ?? now).moved(by: skew)
  }

  /// The scraped series and the counts of the logs, on the scrape's clock.
  var source: any SeriesSource {
    CombinedSource([scraped, counts])
  }

  /// What `imtop:connections` and its kin stand for here.
  var definitions: [String: Expr] {
    guard let profiles = try? Profile.builtin(), let logProfile = try? Profile.log() else {
      return [:]
    }
    let range = TimeRange(from: end.advanced(bySeconds: -300), through: end)
    return Recognition(
      profiles: profiles,
      log: logProfile,
      source: scraped,
      logSource: counts,
      range: range,
      logRange: TimeRange(from: end.advanced(bySeconds: -2), through: end)
    ).definitions
  }

  private var scraped: any SeriesSource { targets?.store ?? SilentSource() }

  private var skew: Int64 { Int64((log?.clock.skew ?? 0) * 1000) }

  private var counts: any SeriesSource {
    guard let log else { return SilentSource() }
    return ShiftedSource(source: log.counts(at: .wallClock), offset: skew)
  }
}
