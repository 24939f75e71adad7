public import LogModel
public import MetricsModel

/// Puts the blocks of an ingest into a store.
public final class StoreSink: BlockSink {
  /// The store.
  public let store: LogStore
  private let hints: @Sendable (_ location: Int) -> FormatHints
  private let clock: @Sendable () -> Timestamp

  /// A way into `store`; `clock` is the host's, `hints` say what is known of the lines of a
  /// location, by its index.
  public init(
    store: LogStore,
    hints: @escaping @Sendable (_ location: Int) -> FormatHints = { _ in .init() },
    clock: @escaping @Sendable () -> Timestamp
  ) {
    self.store = store
    self.hints = hints
    self.clock = clock
  }

  /// Announces the source to the store.
  public func open(source: Int, name: String, location: Int) {
    store.announce(source: source, name: name, hints: hints(location))
  }

  /// Scans the lines of the block, received now.
  public func scan(_ block: LogBlock) -> ScannedBlock { store.scan(block, receivedAt: clock()) }

  /// Adds how the source's lines are read.
  public func begin(_ block: LogBlock) -> ScannedBlock { store.begin(block, receivedAt: clock()) }

  /// Scans lines of the past.
  public func scanPast(_ block: inout ScannedBlock) { store.scanPast(&block) }

  /// Appends the block.
  public func append(_ block: ScannedBlock) { store.append(block) }

  /// Shows the records that were held back.
  public func settle(isOver: Bool) -> Bool { store.settle(isOver: isOver) }

  /// Whether the store has room for the past.
  public var acceptsHistory: Bool { store.acceptsHistory }

  /// Whether the store has room for lines that were skipped.
  public var hasRoom: Bool { store.hasRoom }

  /// Adds what the store has counted and inferred.
  public func complete(_ status: inout LogSourceStatus, ofSource number: Int) {
    let progress = store.progress(ofSource: number)
    status.notUnderstood = progress.notUnderstood
    status.truncated += progress.truncated
    status.newest = progress.newest
    status.inferred = progress.inferred
    status.role = progress.role
    status.roleReason = progress.roleReason
    status.instance = progress.instance
    status.counting = progress.counting
  }
}
