public import LogModel

/// Finds the records of sources that pass a filter, each source's in its order, or counts them.
///
/// A source is read from its beginning to its end, or for as long as it grows; of what was read
/// only a bounded stretch is held.
public final class LogSearch {
  /// How much of what was read is held, in bytes.
  private static let byteLimit = 8 << 20

  /// What a search found out.
  public struct Outcome: Sendable {
    /// Records that were read.
    public var records = 0
    /// Records that passed the filter.
    public var matches = 0
    /// Lines that had no known form and were taken as text.
    public var notUnderstood = 0
    /// Why the source could not be read; nil when it could.
    public var failure: String?
    /// Fields that the filter asks for and that no record has, as far as the last ones tell; looked for when
    /// it is called, which takes some hundredths of a second.
    public var strangeFields: @Sendable () -> [StrangeField] = { [] }
    /// What the records that passed are, all together, where that was the goal.
    public var statistics: LogStatistics?
    /// The same of requests of which another log may tell too, which are then missing in `statistics`.
    var requests: LogStatistics?
    /// The same of requests that failed as only a proxy sees it.
    var failures: LogStatistics?
    /// Failures of which another log may tell too, which are missing everywhere else.
    var kept: [FailedRequest] = []
    /// Whether these are all.
    var keepsAll = true
    /// What they are all together, without those that are answered.
    var keeps: @Sendable (AnsweredFailures) -> LogStatistics = { _ in LogStatistics() }
    /// By which the other log is found.
    var samples = RequestSamples()
    /// Where the writer stands, by the forms of its requests.
    var role: LogRole?
  }

  private let ingest: LogIngest
  private let sink: SearchSink
  private let hasStreams: Bool
  private let options: LogSearchOptions
  private let onTrouble: @Sendable (_ location: Int, String) -> Void
  /// What was told last of each location.
  private var troubles: [Int: String] = [:]
  private let onProgress: (Progress) -> Void

  /// How far a search is.
  public struct Progress: Sendable {
    /// Records that were read.
    public var records: Int
    /// Bytes that stand in the source and have not been read; nil where that cannot be known.
    public var lagBytes: Int?
    /// Whether all has been read that stood in the sources at first.
    public var hasReadPast: Bool
    /// As those of an outcome.
    public var strangeFields: @Sendable () -> [StrangeField] = { [] }
  }

  /// A search that has not begun.
  ///
  /// With `options.follows` new lines are waited for, through rotations and broken streams, of which
  /// `onTrouble` is told, with the location's index. `onHit` is called for every record in order, on one thread, where the goal
  /// is hits; false ends the search. `onProgress` is called ten times a second by whoever waits.
  public init(
    _ filter: Filter,
    in locations: [LogLocation],
    options: LogSearchOptions,
    onTrouble: @escaping @Sendable (_ location: Int, String) -> Void = { _, _ in },
    onProgress: @escaping (Progress) -> Void = { _ in },
    onHit: @escaping @Sendable (SearchHit) -> Bool = { _ in true }
  ) {
    var reading = LogIngestOptions()
    reading.start = .beginning
    reading.follows = options.follows
    sink = SearchSink(
      filter: filter,
      options: options,
      byteLimit: Self.byteLimit,
      onHit: onHit
    )
    ingest = LogIngest(locations: locations, options: reading, sink: sink)
    hasStreams = locations.contains(where: \.isStream)
    self.options = options
    self.onTrouble = onTrouble
    self.onProgress = onProgress
  }

  /// Reads the sources to their ends and says what was found; called once, and waits.
  ///
  /// A source that cannot be read ends the search, unless it is followed: then it is waited for.
  public func run() -> Outcome {
    ingest.start()
    var past = PastWatch(hasStreams: hasStreams)
    while !ingest.waitUntilEnded(timeout: .milliseconds(100)) {
      if sink.isStopped { ingest.stop() }
      let statuses = ingest.statuses
      let records = sink.records
      let lag = Self.lag(statuses)
      past.look(
        records: records,
        lagBytes: lag,
        isNothingThere: statuses.allSatisfy(Self.isDown)
      )
      var progress = Progress(records: records, lagBytes: lag, hasReadPast: past.hasEnded)
      progress.strangeFields = { [sink] in sink.strangeFields() }
      onProgress(progress)
      tellTroubles(of: statuses)
      if statuses.contains(where: Self.isDown), !options.follows { break }
    }
    return outcome(failure: Self.failure(ingest.statuses))
  }

  /// Tells what is wrong with sources that are followed and has not been told.
  private func tellTroubles(of statuses: [LogSourceStatus]) {
    guard options.follows else { return }
    for (index, status) in statuses.enumerated() {
      guard case .down(let reason) = status.health else {
        troubles[index] = nil
        continue
      }
      if troubles.updateValue(reason, forKey: index) != reason { onTrouble(index, reason) }
    }
  }

  /// How many bytes are left in all sources that are read; nil while some have not been opened.
  private static func lag(_ statuses: [LogSourceStatus]) -> Int? {
    let lags = statuses.filter { isReading($0) || $0.health == .unknown }.map(\.lagBytes)
    guard !lags.isEmpty, lags.allSatisfy({ $0 != nil }) else { return nil }
    return lags.compactMap(\.self).reduce(0, +)
  }

  private static func isReading(_ status: LogSourceStatus) -> Bool {
    switch status.health {
    case .following, .loading: true
    case .unknown, .ended, .down: false
    }
  }

  private static func isDown(_ status: LogSourceStatus) -> Bool {
    if case .down = status.health { true } else { false }
  }

  private static func failure(_ statuses: [LogSourceStatus]) -> String? {
    for status in statuses {
      if case .down(let reason) = status.health { return reason }
    }
    return nil
  }

  private func outcome(failure: String?) -> Outcome {
    ingest.stop()
    sink.finish()
    var outcome = sink.outcome
    outcome.failure = failure
    return outcome
  }
}
