public import MetricsModel
import Synchronization

/// All log records in memory, in columns: one thread appends, any number of threads read.
///
/// A reader takes a snapshot, which costs next to nothing and never changes. The text of the records
/// stays where it was read from. When the store is larger than its limit the oldest records go; their
/// number is told.
public final class LogStore: Sendable {
  private let scanner = Mutex(BlockScanner())
  private let pastScanner = Mutex(PastScanner())
  private let writer: Mutex<LogWriter>
  private let shared: Mutex<StoreContents>
  private let dictionaries: Dictionaries
  private let mask: SecretMask
  private let limit: Atomic<Int>
  private let counts: Bool
  /// Whether lines wait for their last piece.
  private let hasOpenLines = Atomic(false)

  /// An empty store that takes about `byteLimit` bytes at most; `mask` hides secrets in records, and
  /// `pathRules` say which paths are one.
  public convenience init(
    byteLimit: Int = 192 << 20,
    mask: SecretMask = SecretMask(),
    pathRules: [PathRule] = []
  ) {
    self.init(
      byteLimit: byteLimit,
      mask: mask,
      pathRules: pathRules,
      rowLimit: LogChunk.rowLimit
    )
  }

  /// The same with chunks of another size; what only passes through is neither packed nor counted.
  init(
    byteLimit: Int,
    mask: SecretMask,
    pathRules: [PathRule] = [],
    rowLimit: Int,
    isPassage: Bool = false
  ) {
    let writer = LogWriter(
      rowLimit: rowLimit,
      mask: mask,
      pathRules: pathRules,
      packs: !isPassage
    )
    self.dictionaries = writer.encoder.tables.readable
    self.shared = Mutex(StoreContents(open: writer.open.chunk))
    self.writer = Mutex(writer)
    self.limit = Atomic(byteLimit)
    self.mask = mask
    self.counts = !isPassage
  }

  /// Announces a source: its number in blocks, the name that records carry, what is known of its lines.
  public func announce(source number: Int, name: String, hints: FormatHints = FormatHints()) {
    guard (0..<Int(UInt16.max)).contains(number) else { return }
    scanner.withLock { $0.announce(number, hints: hints) }
    writer.withLock { writer in
      writer.intakes[number] = SourceIntake()
      writer.roles.announce(number, name: name, role: hints.role)
    }
    shared.withLock { shared in
      while shared.names.count <= number { shared.names.append("source \(shared.names.count)") }
      shared.names[number] = name
      shared.instances[number] = hints.instance
    }
  }

  /// Takes in a block of lines; for the one writing thread.
  ///
  /// `receivedAt` is the host's clock: it gives the year to times without one, and the time to records
  /// before the first that has one.
  public func append(_ block: LogBlock, receivedAt: Timestamp) {
    append(scan(block, receivedAt: receivedAt))
    settle(isOver: true)
  }

  /// The first half of `append`, which another thread may do ahead of the second, in the same order.
  public func scan(_ block: LogBlock, receivedAt: Timestamp) -> ScannedBlock {
    switch block.order {
    case .live:
      return scanner.withLock { scanner in
        defer { hasOpenLines.store(scanner.hasOpenLines, ordering: .relaxed) }
        return scanner.scan(block, receivedAt: receivedAt.milliseconds)
      }
    case .history:
      var scanned = begin(block, receivedAt: receivedAt)
      scanPast(&scanned)
      return scanned
    }
  }

  /// A block of the past with what is known of its source's lines; `scanPast` scans it.
  public func begin(_ block: LogBlock, receivedAt: Timestamp) -> ScannedBlock {
    scanner.withLock { $0.begin(block, receivedAt: receivedAt.milliseconds) }
  }

  /// Scans a block of the past that was begun; another thread than that of `scan` may do so.
  public func scanPast(_ block: inout ScannedBlock) {
    pastScanner.withLock { $0.scan(&block) }
  }

  /// The second half of `append`; for the one writing thread.
  ///
  /// The last record may be held back until the source's next block or `settle`, so that lines that have
  /// not been read yet can join its event.
  public func append(_ scanned: ScannedBlock) {
    guard (0..<Int(UInt16.max)).contains(scanned.source) else { return }
    writer.withLock { writer in
      let harvest = writer.take(scanned)
      let moved = writer.roles.update()
      let answered = writer.pairFailures(harvest)
      publish(harvest, answered, of: moved + [scanned.source], scanned.order, writer) { shared in
        // What new lines have taught is newer than what a block of the past began with.
        guard scanned.order == .live || shared.decoders[scanned.source] == nil else { return }
        shared.decoders[scanned.source] = scanned.parser.map {
          RecordDecoder(parser: $0, mask: mask)
        }
      }
    }
  }

  /// Shows the records that are held back and were so at the last call already, all of them where nothing
  /// more will come.
  ///
  /// For the one writing thread, a few times a second; returns whether there was one.
  @discardableResult
  public func settle(isOver: Bool = false, at now: ContinuousClock.Instant = .now) -> Bool {
    let overdue = overdueLines(isOver: isOver, at: now)
    for scanned in overdue { append(scanned) }
    return writer.withLock { writer in
      let (harvest, sources) = writer.settle(isOver: isOver)
      if !sources.isEmpty {
        publish(harvest, writer.pairFailures(harvest), of: sources, .live, writer)
      }
      return !sources.isEmpty || !overdue.isEmpty
    }
  }

  /// What has come of lines whose last piece is not waited for any longer.
  private func overdueLines(isOver: Bool, at now: ContinuousClock.Instant) -> [ScannedBlock] {
    guard hasOpenLines.load(ordering: .relaxed) else { return [] }
    return scanner.withLock { scanner in
      defer { hasOpenLines.store(scanner.hasOpenLines, ordering: .relaxed) }
      return scanner.overdue(isOver: isOver, at: now)
    }
  }

  /// Lets readers see what sources have brought.
  private func publish(
    _ harvest: LogWriter.Harvest,
    _ answered: [FailedRequest],
    of sources: [Int],
    _ order: LogBlock.Order,
    _ writer: LogWriter,
    _ change: (inout StoreContents) -> Void = { _ in }
  ) {
    let dictionaryBytes = writer.encoder.byteCount + writer.failures.byteCount
    let open = writer.open
    let progress = sources.compactMap { number in
      writer.intakes[number].map { (number, $0.reported(writer.roles.verdicts[number])) }
    }
    shared.withLock { shared in
      if counts {
        for (chunk, range) in harvest.rows { shared.counts.add(chunk, rows: range, order: order) }
      }
      shared.insert(harvest.sealed, order: order)
      shared.growth.note(harvest.grown)
      shared.open = open.chunk
      shared.openSummary = open.summary
      open.chunk.publish(open.count)
      shared.note(answered: answered)
      for (number, progress) in progress { shared.note(progress, ofSource: number) }
      change(&shared)
      shared.dictionaryBytes = dictionaryBytes
      // Where records pass through, those before may be looked at once they are complete.
      let kept = harvest.sealed.count + (counts ? 0 : 1)
      shared.makeRoom(limit: byteLimit, keeping: order == .live ? kept : 0)
    }
  }

  /// About the most bytes that the store takes; a lower one lets the oldest records go at once.
  public var byteLimit: Int {
    get { limit.load(ordering: .relaxed) }
    set {
      limit.store(newValue, ordering: .relaxed)
      shared.withLock { $0.makeRoom(limit: newValue) }
    }
  }

  /// Whether blocks of the past still find room, right before what is held: once something was pushed
  /// out there is no such place.
  public var acceptsHistory: Bool { hasRoom && shared.withLock { $0.agedOut == 0 } }

  /// Whether lines of whatever time find room; when it is false they would push out themselves.
  public var hasRoom: Bool {
    let limit = byteLimit
    // More than a block brings, which would else push out what came before it.
    return shared.withLock { $0.byteCount < limit - min(limit / 8, 2 << 20) }
  }

  /// An estimate of the bytes that the store takes.
  public var byteCount: Int { shared.withLock { $0.byteCount } }

  /// What has been counted of a source.
  public func progress(ofSource number: Int) -> SourceProgress {
    shared.withLock { $0.progress(ofSource: number) }
  }

  /// The store as it stands now; from any thread.
  public func snapshot() -> LogSnapshot {
    shared.withLock { shared in
      var chunks = shared.sealed
      let count = shared.open.count
      if count > 0 {
        chunks.append(ChunkView(chunk: shared.open, count: count, summary: shared.openSummary))
      }
      return LogSnapshot(
        chunks: chunks,
        dictionaries: dictionaries,
        sourceNames: shared.names,
        instances: shared.instances,
        scope: shared.scope,
        decoders: shared.decoders,
        counts: shared.counts,
        answered: shared.answered,
        growth: shared.growth,
        agedOut: shared.agedOut
      )
    }
  }

  /// The per-second counts as series for PromQL, with the log's clock standing at `logNow`; nil lets
  /// each source end with its newest record.
  public func series(logNow: Timestamp?) -> any SeriesSource {
    snapshot().series(logNow: logNow)
  }
}
