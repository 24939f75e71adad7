public import LogModel
public import MetricsModel

/// Puts the blocks of an ingest into a store.
public final class StoreSink: BlockSink {
  /// The store.
  public let store: LogStore
  private let hints: @Sendable (_ name: String) -> FormatHints
  private let clock: @Sendable () -> Timestamp

  /// A way into `store`; `clock` is the host's, `hints` say what is known of a source's lines.
  public init(
    store: LogStore,
    hints: @escaping @Sendable (_ name: String) -> FormatHints = { _ in .init() },
    clock: @escaping @Sendable () -> Timestamp
  ) {
    self.store = store
    self.hints = hints
    self.clock = clock
  }

  /// Announces the source to the store.
  public func open(source: Int, name: String) {
    store.announce(source: source, name: name, hints: hints(name))
  }

  /// Appends the block, received now.
  public func append(_ block: LogBlock) { store.append(block, receivedAt: clock()) }

  /// Whether the store has room for the past.
  public var acceptsHistory: Bool { store.acceptsHistory }

  /// Adds what the store has counted and inferred.
  public func complete(_ status: inout LogSourceStatus, ofSource number: Int) {
    let progress = store.progress(ofSource: number)
    status.notUnderstood = progress.notUnderstood
    status.newest = progress.newest
    status.inferred = progress.inferred
  }
}
