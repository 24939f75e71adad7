public import LogModel
public import MetricsModel
import Synchronization

/// Finds the records of one source that pass a filter, in the order of the source.
///
/// The source is read from its beginning to its end, or for as long as it grows; of what was read
/// only a bounded stretch is held.
public final class LogSearch: Sendable {
  /// How much of what was read is held, in bytes.
  private static let byteLimit = 24 << 20

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
  }

  private let ingest: LogIngest
  private let sink: SearchSink
  private let follows: Bool
  private let onTrouble: @Sendable (String) -> Void

  /// A search that has not begun.
  ///
  /// Relative times in `filter` count from `now`, times of day are those of `zone`; `mask` hides
  /// secrets in what is found; with `follows` new lines are waited for, through rotations and broken
  /// streams, of which `onTrouble` is told. `onMatch` is called for every match in order, on one
  /// thread; false ends the search.
  public init(
    _ filter: Filter,
    in location: LogLocation,
    now: Timestamp,
    zone: LogTimeZone = .local,
    mask: SecretMask = SecretMask(),
    follows: Bool = false,
    onTrouble: @escaping @Sendable (String) -> Void = { _ in },
    onMatch: @escaping @Sendable (LogRecord) -> Bool
  ) {
    var options = LogIngestOptions()
    options.start = .beginning
    options.follows = follows
    sink = SearchSink(
      filter: filter,
      now: now,
      zone: zone,
      store: LogStore(byteLimit: Self.byteLimit, mask: mask),
      onMatch: onMatch
    )
    ingest = LogIngest(locations: [location], options: options, sink: sink)
    self.follows = follows
    self.onTrouble = onTrouble
  }

  /// Reads the source to its end and says what was found; called once, and waits.
  public func run() -> Outcome {
    ingest.start()
    var hasRead = false
    var trouble: String?
    while !ingest.waitUntilEnded(timeout: .milliseconds(100)) {
      if sink.isStopped { ingest.stop() }
      hasRead = hasRead || sink.outcome.records > 0 || isReading
      guard failure != trouble else { continue }
      trouble = failure
      guard let trouble else { continue }
      guard follows, hasRead else { return outcome(failure: trouble) }
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
    var outcome = sink.outcome
    outcome.failure = failure
    return outcome
  }
}

/// Runs the filter over every block as it comes.
private final class SearchSink: BlockSink {
  private struct State {
    var filter: CompiledFilter
    var outcome = LogSearch.Outcome()
    var done: [UInt32: Int] = [:]
    var isStopped = false
  }

  private let state: Mutex<State>
  private let store: LogStore
  private let now: Timestamp
  private let zone: LogTimeZone
  private let onMatch: @Sendable (LogRecord) -> Bool

  init(
    filter: Filter,
    now: Timestamp,
    zone: LogTimeZone,
    store: LogStore,
    onMatch: @escaping @Sendable (LogRecord) -> Bool
  ) {
    state = Mutex(State(filter: CompiledFilter(filter, now: now, zone: zone)))
    self.store = store
    self.now = now
    self.zone = zone
    self.onMatch = onMatch
  }

  var outcome: LogSearch.Outcome { state.withLock { $0.outcome } }

  var isStopped: Bool { state.withLock { $0.isStopped } }

  func open(source: Int, name: String) {
    store.announce(source: source, name: name, hints: FormatHints(timeZone: zone))
  }

  func append(_ block: LogBlock) {
    store.append(block, receivedAt: now)
    let snapshot = store.snapshot()
    let notUnderstood = store.progress(ofSource: block.source).notUnderstood
    state.withLock { state in
      guard !state.isStopped else { return }
      state.outcome.notUnderstood = notUnderstood
      var reader = RecordReader()
      for view in snapshot.chunks {
        let first = state.done[view.chunk.number] ?? 0
        guard first < view.count else { continue }
        state.done[view.chunk.number] = view.count
        state.outcome.records += view.count - first
        let passing = state.filter.select(view, rows: first..<view.count, in: snapshot)
        passing.forEach(in: first..<view.count) { row in
          guard !state.isStopped, let record = reader.record(view, row, snapshot) else { return }
          state.outcome.matches += 1
          state.isStopped = !onMatch(record)
        }
      }
    }
  }
}
