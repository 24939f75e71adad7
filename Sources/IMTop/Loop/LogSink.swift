import LogModel
import LogStream
import MetricsModel
import Synchronization

/// Takes blocks of lines into the store, keeps the log's clock, and says when the past suffices.
final class LogSink: BlockSink {
  private let store: LogStore
  private let inner: StoreSink
  private let byteLimit: @Sendable (_ held: Int) -> Int
  private let historySeconds: Double
  let clock = Mutex(LogClock())
  let pastVersion = Atomic(0)
  /// What the screen asks for.
  let lookedAt = Mutex<LogRequest?>(nil)

  init(
    store: LogStore,
    byteLimit: @escaping @Sendable (_ held: Int) -> Int,
    historySeconds: Double,
    hints: @escaping @Sendable (_ location: Int) -> FormatHints
  ) {
    self.store = store
    self.inner = StoreSink(store: store, hints: hints) { .wallClock }
    self.byteLimit = byteLimit
    self.historySeconds = historySeconds
  }

  func open(source: Int, name: String, location: Int) {
    inner.open(source: source, name: name, location: location)
  }

  func scan(_ block: LogBlock) -> ScannedBlock { inner.scan(block) }

  func begin(_ block: LogBlock) -> ScannedBlock { inner.begin(block) }

  func scanPast(_ block: inout ScannedBlock) { inner.scanPast(&block) }

  func append(_ block: ScannedBlock) {
    keepToLimit()
    let before = store.progress(ofSource: block.source).lines
    inner.append(block)
    if block.order == .history { pastVersion.add(1, ordering: .relaxed) }
    if let newest = store.progress(ofSource: block.source).newest {
      clock.withLock {
        $0.observe(
          newest: newest,
          at: .wallClock,
          isPast: block.order == .history || before == 0
        )
      }
    }
  }

  /// Lets the oldest records go where all else has grown, lines or no lines.
  func keepToLimit() {
    let limit = byteLimit(store.byteCount)
    if limit != store.byteLimit { store.byteLimit = limit }
  }

  func settle(isOver: Bool) -> Bool { inner.settle(isOver: isOver) }

  var acceptsHistory: Bool { inner.acceptsHistory }

  var hasRoom: Bool { inner.hasRoom }

  func complete(_ status: inout LogSourceStatus, ofSource number: Int) {
    inner.complete(&status, ofSource: number)
  }

  /// Whether the past that was read reaches as far back as was asked, and as somebody looks.
  var hasEnoughHistory: Bool {
    let snapshot = store.snapshot()
    guard let oldest = snapshot.oldest, let newest = snapshot.newest else { return false }
    return newest.seconds(since: oldest) >= historySeconds && !isLooked(before: oldest, newest)
  }

  /// Whether the screen's windows begin before the first record that is held.
  var isLookedAtBefore: Bool {
    let snapshot = store.snapshot()
    guard let oldest = snapshot.oldest, let newest = snapshot.newest else { return false }
    return isLooked(before: oldest, newest)
  }

  /// Whether the window, or the one before it with which it is compared, begins before `oldest`.
  private func isLooked(before oldest: Timestamp, _ newest: Timestamp) -> Bool {
    guard let request = lookedAt.withLock(\.self) else { return false }
    let end = min(request.windowEnd ?? newest, newest)
    return end.advanced(bySeconds: -2 * request.windowSeconds) < oldest
  }
}
