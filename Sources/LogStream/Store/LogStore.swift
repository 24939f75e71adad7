public import MetricsModel
import Synchronization

/// All log records in memory, in columns: one thread appends, any number of threads read.
///
/// A reader takes a snapshot, which costs next to nothing and never changes. The text of the records
/// stays where it was read from. When the store is larger than its limit the oldest records go; their
/// number is told.
public final class LogStore: Sendable {
  private let writer: Mutex<LogWriter>
  private let shared: Mutex<StoreContents>
  private let dictionaries: Dictionaries
  private let mask: SecretMask
  private let byteLimit: Int

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

  /// The same with chunks of another size.
  init(byteLimit: Int, mask: SecretMask, pathRules: [PathRule] = [], rowLimit: Int) {
    let writer = LogWriter(rowLimit: rowLimit, mask: mask, pathRules: pathRules)
    self.dictionaries = writer.encoder.tables.readable
    self.shared = Mutex(StoreContents(open: writer.open.chunk))
    self.writer = Mutex(writer)
    self.byteLimit = byteLimit
    self.mask = mask
  }

  /// Announces a source: its number in blocks, the name that records carry, what is known of its lines.
  public func announce(source number: Int, name: String, hints: FormatHints = FormatHints()) {
    guard (0..<Int(UInt16.max)).contains(number) else { return }
    writer.withLock { $0.intakes[number] = SourceIntake(name: name, hints: hints) }
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
    writer.withLock { writer in
      guard (0..<Int(UInt16.max)).contains(block.source) else { return }
      let harvest =
        switch block.order {
        case .live: writer.takeLive(block, receivedAt: receivedAt.milliseconds)
        case .history: writer.takeHistory(block, receivedAt: receivedAt.milliseconds)
        }
      let dictionaryBytes = writer.encoder.byteCount
      let open = writer.open
      let intake = writer.intakes[block.source]
      shared.withLock { shared in
        for (chunk, range) in harvest.rows {
          shared.counts.add(chunk, rows: range, order: block.order)
        }
        shared.insert(harvest.sealed, order: block.order)
        shared.open = open.chunk
        shared.openSummary = open.summary
        open.chunk.publish(open.count)
        if let intake {
          shared.note(intake.reported, ofSource: block.source)
          shared.decoders[block.source] = RecordDecoder(parser: intake.live, mask: mask)
        }
        shared.makeRoom(dictionaryBytes: dictionaryBytes, limit: byteLimit)
      }
    }
  }

  /// Whether blocks of the past still find room; when it is false they would push out themselves.
  public var acceptsHistory: Bool { shared.withLock { $0.byteCount < byteLimit / 8 * 7 } }

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
