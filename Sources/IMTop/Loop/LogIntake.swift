import Foundation
import LogModel
import LogStream
import MetricsModel
import Synchronization

/// The logs of a session: their sources, the store, and where their clock stands.
final class LogIntake: Sendable {
  let store: LogStore
  private let sink: LogSink
  private let ingest: LogIngest
  private let listeners: LogListeners
  private let filters = LogFilters()

  /// The logs that a configuration names; nothing is opened yet.
  ///
  /// `byteLimit` is asked before each block how many bytes the records may take, given how many they do;
  /// where somebody watches, the newest lines come first, and the past when there is nothing else to do.
  init(
    _ configuration: Configuration,
    isWatched: Bool = false,
    byteLimit: @escaping @Sendable (_ held: Int) -> Int
  ) throws {
    store = LogStore(
      byteLimit: byteLimit(0),
      mask: SecretMask(showsSecrets: configuration.showsSecrets),
      pathRules: configuration.pathRules
    )
    var locations: [LogLocation] = []
    var hints: [FormatHints] = []
    var options = LogIngestOptions()
    options.readsPastIdly = isWatched
    options.readsNewestFirst = isWatched
    options.start = .end(historyBytes: Int64(configuration.historyBytes))
    for log in configuration.logs {
      let location = try LogLocation(log)
      locations.append(location)
      hints.append(try FormatHints(log))
      options.names[location] = log.name
      if case .named(let url) = log.location { options.httpByURL[url] = log.http }
    }
    let sink = LogSink(
      store: store,
      byteLimit: byteLimit,
      historySeconds: configuration.historySeconds,
      hints: { [hints] location in hints[location] }
    )
    let listeners = LogListeners()
    options.isHistoryEnough = { _ in sink.hasEnoughHistory }
    options.isMoreWanted = { _ in sink.isLookedAtBefore }
    ingest = LogIngest(
      locations: locations,
      options: options,
      sink: sink,
      onStatus: listeners.tell,
      onAppend: { listeners.tellAppend() }
    )
    self.sink = sink
    self.listeners = listeners
  }

  /// Begins to read.
  func start(
    onStatus: @escaping @Sendable ([LogSourceStatus]) -> Void,
    onAppend: @escaping @Sendable () -> Void
  ) {
    listeners.set(onStatus: onStatus, onAppend: onAppend)
    onStatus(statuses)
    ingest.start()
  }

  /// Reads as much more of the past as the windows of a request need.
  func reach(for request: LogRequest) { sink.lookedAt.withLock { $0 = request } }

  /// Keeps the records to what all else leaves of the memory cap.
  func keepToLimit() { sink.keepToLimit() }

  /// Ends reading.
  func stop() { ingest.stop() }

  /// How the sources stand.
  var statuses: [LogSourceStatus] { ingest.statuses }

  /// Whether the store has every line that was read.
  var hasTakenIn: Bool {
    statuses.enumerated().allSatisfy { store.progress(ofSource: $0).lines >= $1.lines }
  }

  /// The time of the oldest record that is held.
  var oldest: Timestamp? { store.snapshot().oldest }

  /// Where the log's clock stands against the host's.
  var clock: LogClock { sink.clock.withLock { $0 } }

  /// Lets the clock stand at the last record where every source has ended.
  func standStillIfEnded() {
    guard statuses.allSatisfy({ $0.health == .ended || $0.isDown }) else { return }
    sink.clock.withLock { $0.end() }
  }

  /// Grows whenever lines of the past have come in.
  var pastVersion: Int { sink.pastVersion.load(ordering: .relaxed) }

  /// The counts of all records on the log's clock at `now` of the host's.
  ///
  /// `passing`, where it is given, are the counts of the records that pass a filter, in place of all.
  func counts(
    at now: Timestamp,
    passing: (filter: Filter, counts: any SeriesSource)? = nil
  ) -> any SeriesSource {
    let logNow = clock.time(at: now)
    let snapshot = store.snapshot()
    filters.keep(to: snapshot)
    return LogSource(
      counts: passing?.counts ?? snapshot.series(logNow: logNow),
      base: passing?.filter ?? .all,
      snapshot: snapshot,
      filters: filters,
      logNow: logNow ?? now
    )
  }
}

/// Who is told of news; set once the session begins.
private final class LogListeners: Sendable {
  private struct Callbacks {
    var onStatus: @Sendable ([LogSourceStatus]) -> Void = { _ in }
    var onAppend: @Sendable () -> Void = {}
  }

  private let callbacks = Mutex(Callbacks())

  func set(
    onStatus: @escaping @Sendable ([LogSourceStatus]) -> Void,
    onAppend: @escaping @Sendable () -> Void
  ) {
    callbacks.withLock { $0 = Callbacks(onStatus: onStatus, onAppend: onAppend) }
  }

  func tell(_ statuses: [LogSourceStatus]) { callbacks.withLock { $0.onStatus }(statuses) }

  func tellAppend() { callbacks.withLock { $0.onAppend }() }
}
