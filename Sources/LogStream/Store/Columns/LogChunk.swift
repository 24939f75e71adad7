import LogModel
import Synchronization

/// A run of records in columns: written by one thread, read by any up to the rows it has published.
final class LogChunk: Sendable {
  /// The most rows that a chunk holds.
  static let rowLimit = 16_384
  /// The latency of records that have none.
  static let noLatency: Float = -1

  /// Its number: chunks with lower numbers hold older lines.
  let number: UInt32
  /// Milliseconds since the epoch.
  let time: Column<Int64>
  /// Where the record's text begins, from the base of its run.
  let offset: Column<UInt32>
  /// How many bytes the record's text has, without what was added to it later.
  let length: Column<UInt32>
  /// The path.
  let path: Column<UInt32>
  /// The address.
  let address: Column<UInt32>
  /// The user agent.
  let agent: Column<UInt16>
  /// The user.
  let user: Column<UInt32>
  /// The reason.
  let reason: Column<UInt16>
  /// The shape.
  let shape: Column<UInt32>
  /// The hash of the trace's id, 0 where there is none.
  let trace: Column<UInt64>
  /// The hash of the connection's id, 0 where there is none.
  let connection: Column<UInt64>
  /// Seconds, `noLatency` where there is none.
  let latency: Column<Float>
  /// The status, 0 where there is none.
  let status: Column<UInt16>
  /// The source's number.
  let source: Column<UInt16>
  /// The method.
  let method: Column<UInt8>
  /// The raw value of the level.
  let level: Column<UInt8>
  /// The raw value of what happened to a connection.
  let event: Column<UInt8>
  /// What is known by yes or no.
  let flags: Column<RowFlags>

  private let texts: Mutex<ChunkTexts>
  private let published: Atomic<Int>

  /// An empty chunk for `capacity` rows.
  init(number: UInt32, capacity: Int) {
    self.number = number
    time = Column(capacity: capacity)
    offset = Column(capacity: capacity)
    length = Column(capacity: capacity)
    path = Column(capacity: capacity)
    address = Column(capacity: capacity)
    agent = Column(capacity: capacity)
    user = Column(capacity: capacity)
    reason = Column(capacity: capacity)
    shape = Column(capacity: capacity)
    trace = Column(capacity: capacity)
    connection = Column(capacity: capacity)
    latency = Column(capacity: capacity)
    status = Column(capacity: capacity)
    source = Column(capacity: capacity)
    method = Column(capacity: capacity)
    level = Column(capacity: capacity)
    event = Column(capacity: capacity)
    flags = Column(capacity: capacity)
    texts = Mutex(ChunkTexts())
    published = Atomic(0)
  }

  /// The first `count` rows of a chunk that is full, in as little memory as they need.
  init(sealing open: LogChunk, count: Int, number: UInt32) {
    self.number = number
    time = Column(packing: open.time, count: count)
    offset = Column(packing: open.offset, count: count)
    length = Column(packing: open.length, count: count)
    path = Column(packing: open.path, count: count)
    address = Column(packing: open.address, count: count)
    agent = Column(packing: open.agent, count: count)
    user = Column(packing: open.user, count: count)
    reason = Column(packing: open.reason, count: count)
    shape = Column(packing: open.shape, count: count)
    trace = Column(packing: open.trace, count: count)
    connection = Column(packing: open.connection, count: count)
    latency = Column(packing: open.latency, count: count)
    status = Column(packing: open.status, count: count)
    source = Column(packing: open.source, count: count)
    method = Column(packing: open.method, count: count)
    level = Column(packing: open.level, count: count)
    event = Column(packing: open.event, count: count)
    flags = Column(packing: open.flags, count: count)
    texts = Mutex(open.texts.withLock { $0 })
    published = Atomic(count)
  }

  /// Writes what a row of another chunk says into one that is not published yet.
  func copy(_ row: Int, of other: LogChunk, to place: Int) {
    time[place] = other.time[row]
    path[place] = other.path[row]
    address[place] = other.address[row]
    agent[place] = other.agent[row]
    user[place] = other.user[row]
    reason[place] = other.reason[row]
    shape[place] = other.shape[row]
    trace[place] = other.trace[row]
    connection[place] = other.connection[row]
    latency[place] = other.latency[row]
    status[place] = other.status[row]
    source[place] = other.source[row]
    method[place] = other.method[row]
    level[place] = other.level[row]
    event[place] = other.event[row]
    flags[place] = other.flags[row]
    let text = other.textPlaces.first(
      ofRow: row,
      offset: other.offset[row],
      length: other.length[row]
    )
    offset[place] = 0
    length[place] = UInt32(clamping: text?.length ?? 0)
    if let text { beginRun(row: place, storage: text.storage, base: text.offset) }
  }

  /// How many rows may be read.
  var count: Int { published.load(ordering: .acquiring) }

  /// Lets readers see the rows below `count`; for the writing thread only.
  func publish(_ count: Int) { published.store(count, ordering: .releasing) }

  /// Lets the offsets of rows from `row` on count from `base` of `storage`.
  func beginRun(row: Int, storage: any TextStorage, base: Int64) {
    texts.withLock { $0.beginRun(row: row, storage: storage, base: base) }
  }

  /// Forgets where the texts stand, before other rows take the place of all.
  func forgetTexts() { texts.withLock { $0 = ChunkTexts() } }

  /// Lets the text of a row, which readers may see already, reach `length` bytes.
  func extend(row: Int, to length: Int64) {
    texts.withLock { $0.extend(row: row, to: length) }
  }

  /// Lets the text of a row, which readers may see already, go on elsewhere.
  func add(_ stretches: some Collection<TextStretch>, toRow row: Int, hasPieces: Bool) {
    let length = length[row]
    texts.withLock { $0.add(stretches, toRow: row, length: length, hasPieces: hasPieces) }
  }

  /// Where the texts of the chunk stand now.
  var textPlaces: ChunkTexts { texts.withLock { $0 } }

  /// How many bytes the columns take.
  var byteCount: Int {
    let wide = time.byteCount + offset.byteCount + length.byteCount + path.byteCount
    let names = address.byteCount + agent.byteCount + user.byteCount + reason.byteCount
    let ids = shape.byteCount + trace.byteCount + connection.byteCount + latency.byteCount
    let small = status.byteCount + source.byteCount + method.byteCount + level.byteCount
    let texts = texts.withLock { $0.byteCount }
    return wide + names + ids + small + event.byteCount + flags.byteCount + texts + 1_024
  }
}
