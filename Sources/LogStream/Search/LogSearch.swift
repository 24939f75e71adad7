public import LogModel

/// Finds the records of one source that pass a filter, in the order of the source, or counts them.
///
/// The source is read from its beginning to its end, or for as long as it grows; of what was read
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
    /// What the records that passed are, all together, where that was the goal.
    public var statistics: LogStatistics?
    /// The same of requests of which another log may tell too, which are then missing in `statistics`.
    var requests: LogStatistics?
    /// The same of requests that failed as only a proxy sees it.
    var failures: LogStatistics?
    /// By which the other log is found.
    var samples = RequestSamples()
    /// Where the writer stands, by the forms of its requests.
    var role: LogRole?
  }

  private let ingest: LogIngest
  private let sink: SearchSink
  private let options: LogSearchOptions
  private let onTrouble: @Sendable (String) -> Void
  private let onProgress: (Progress) -> Void

  /// How far a search is.
  public struct Progress: Sendable {
    /// Records that were read.
    public var records: Int
    /// Bytes that stand in the source and have not been read; nil where that cannot be known.
    public var lagBytes: Int?
  }

  /// A search that has not begun.
  ///
  /// With `options.follows` new lines are waited for, through rotations and broken streams, of which
  /// `onTrouble` is told. `onHit` is called for every record in order, on one thread, where the goal
  /// is hits; false ends the search. `onProgress` is called ten times a second by whoever waits.
  public init(
    _ filter: Filter,
    in location: LogLocation,
    options: LogSearchOptions,
    onTrouble: @escaping @Sendable (String) -> Void = { _ in },
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
    ingest = LogIngest(locations: [location], options: reading, sink: sink)
    self.options = options
    self.onTrouble = onTrouble
    self.onProgress = onProgress
  }

  /// Reads the source to its end and says what was found; called once, and waits.
  public func run() -> Outcome {
    ingest.start()
    var hasRead = false
    var trouble: String?
    while !ingest.waitUntilEnded(timeout: .milliseconds(100)) {
      if sink.isStopped { ingest.stop() }
      hasRead = hasRead || sink.records > 0 || isReading
      onProgress(Progress(records: sink.records, lagBytes: ingest.statuses.first?.lagBytes))
      guard failure != trouble else { continue }
      trouble = failure
      guard let trouble else { continue }
      guard options.follows, hasRead else { return outcome(failure: trouble) }
      onTrouble(trouble)
    }
    return outcome(failure: failure)
  }

  private var isReading: Bool {
    ingest.statuses.contains { status in
      switch status.health {
      case .following, .loading: true
      case .unknown, .ended, .down: false
      }
    }
  }

  private var failure: String? {
    for status in ingest.statuses {
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
