import LogModel

/// Every connection that records which pass the filter tell of, whatever the window: bounded.
///
/// Records only come in: where one passes no longer they are all told anew. One that has aged out leaves
/// its connection as it was told.
struct ConnectionTally: Sendable {
  /// More connections than this are not kept: those of which nothing was heard for longest are forgotten.
  static let bound = 65_536
  /// Of an id that is used again so many lives are kept.
  private static let livesOfAnID = 8

  /// What is known of one connection.
  struct Life: Sendable {
    /// When it was opened in milliseconds, `Int64.max` where that was not seen.
    var opened = Int64.max
    /// When it ended in milliseconds, `Int64.max` while it is open.
    var ended = Int64.max
    /// Its first record's time.
    var first = Int64.max
    /// Its last record's time.
    var last = Int64.min
    /// How it ended.
    var end = ConnectionEvent.none
    /// The reason's id.
    var reason = UInt16(truncatingIfNeeded: InternEntries.absent)
    /// The address' id.
    var address = InternEntries.absent
    /// The user's id.
    var user = InternEntries.absent
    /// The agent's id.
    var agent = UInt16(truncatingIfNeeded: InternEntries.absent)
    /// How many records there are.
    var records: Int32 = 0
    /// How many of them are of the errors' scope.
    var troubles: Int32 = 0
    /// The number of the log that told of it first.
    var source: UInt16 = 0
    /// A record that names it.
    var record = LogRecordID(chunk: 0, row: 0)
    /// Whether its records name it at all.
    var isNamed = false
    /// Whether its id was used again.
    var isSuperseded = false
    /// Lines about one event are written within so many milliseconds.
    private static let together: Int64 = 5_000

    /// When it was over, with its last record where its id was used again before its end was seen;
    /// `Int64.max` while it is open.
    var over: Int64 { ended == .max && isSuperseded ? last : ended }

    /// Whether it was over when something happened to a connection of the same id.
    func isBefore(_ event: ConnectionEvent, at time: Int64) -> Bool {
      switch event {
      case .none: false
      case .opened: time > over || opened != .max && time > opened + Self.together
      case .closed, .closedAbnormally, .heartbeatTimeout:
        ended != .max && time > ended + Self.together
      }
    }

    /// Whether it had not begun when something happened to a connection of the same id.
    func isAfter(_ event: ConnectionEvent, at time: Int64) -> Bool {
      if opened != .max { return time < opened - Self.together }
      return event.rawValue > ConnectionEvent.opened.rawValue && ended != .max
        && time < ended - Self.together
    }

    /// Whether a record of another log, which has the same id, is about somebody else.
    func isOfAnother(_ chunk: LogChunk, _ row: Int, _ event: ConnectionEvent) -> Bool {
      func differ(_ own: UInt32, _ other: UInt32) -> Bool {
        own != InternEntries.absent && other != InternEntries.absent && own != other
      }
      let isOpenedTwice =
        event == .opened && opened != .max && abs(opened - chunk.time[row]) > Self.together
      return isOpenedTwice || differ(address, chunk.address[row]) || differ(user, chunk.user[row])
    }

    /// Adds a record.
    mutating func add(_ chunk: LogChunk, _ row: Int, _ id: LogRecordID, _ event: ConnectionEvent) {
      let time = chunk.time[row]
      records &+= 1
      if chunk.flags[row].contains(.trouble) { troubles &+= 1 }
      first = min(first, time)
      last = max(last, time)
      record = id
      if chunk.address[row] != InternEntries.absent { address = chunk.address[row] }
      if chunk.user[row] != InternEntries.absent { user = chunk.user[row] }
      if UInt32(chunk.agent[row]) != InternEntries.absent { agent = chunk.agent[row] }
      switch event {
      case .none: break
      case .opened: opened = min(opened, time)
      case .closed, .closedAbnormally, .heartbeatTimeout: end(chunk, row, event)
      }
    }

    private mutating func end(_ chunk: LogChunk, _ row: Int, _ event: ConnectionEvent) {
      let time = chunk.time[row]
      let seconds = chunk.latency[row]
      if seconds >= 0 {
        opened = min(opened, time - Int64((Double(seconds) * 1_000).rounded()))
      }
      // Of several lines about one end the gravest says how it was.
      if ended == .max || event.rawValue > end.rawValue {
        end = event
        reason = chunk.reason[row]
      }
      ended = min(ended, time)
    }
  }

  /// The connections by the hash of their id.
  private(set) var lives: [UInt64: Life] = [:]
  /// Whether some were forgotten.
  private(set) var isCut = false

  /// Whether a record tells of a connection.
  @inline(__always)
  static func hears(of chunk: LogChunk, _ row: Int) -> Bool {
    chunk.connection[row] != 0 || chunk.event[row] > ConnectionEvent.opened.rawValue
  }

  /// Adds a record.
  @inline(__always)
  mutating func add(_ chunk: LogChunk, _ row: Int) {
    guard Self.hears(of: chunk, row) else { return }
    note(chunk, row, chunk.connection[row], ConnectionEvent(rawValue: chunk.event[row]) ?? .none)
  }

  private mutating func note(
    _ chunk: LogChunk,
    _ row: Int,
    _ connection: UInt64,
    _ event: ConnectionEvent
  ) {
    let id = LogRecordID(chunk: chunk.number, row: UInt32(truncatingIfNeeded: row))
    guard connection != 0 else {
      // An end that names no connection is one by itself.
      let key = UInt64(id.chunk) << 32 | UInt64(id.row) | 1 << 63
      return change(key) { $0.add(chunk, row, id, event) }
    }
    let name = name(of: connection, chunk, row, event)
    let key = place(of: name, event, at: chunk.time[row])
    change(key) {
      if $0.records == 0 { $0.source = chunk.source[row] }
      $0.add(chunk, row, id, event)
      $0.isNamed = true
      $0.isSuperseded = key != name
    }
  }

  /// What tells connections apart: the hash of the id, with the log's number where another log gives the
  /// same id to somebody else, as gateways do that count their connections.
  private func name(
    of connection: UInt64,
    _ chunk: LogChunk,
    _ row: Int,
    _ event: ConnectionEvent
  ) -> UInt64 {
    guard let known = lives[connection], known.source != chunk.source[row] else {
      return connection
    }
    let own = Self.next(connection ^ UInt64(chunk.source[row]) << 48)
    return lives[own] != nil || known.isOfAnother(chunk, row, event) ? own : connection
  }

  private mutating func change(_ key: UInt64, _ body: (inout Life) -> Void) {
    if lives.count >= Self.bound, lives[key] == nil { forget() }
    body(&lives[key, default: Life()])
  }

  /// Under which key the life stands that a record is about.
  ///
  /// Servers use ids again. The newest life of an id stands under its hash, the ones before it each under
  /// the next key of a chain; a record may tell of any of them, since the past is read last.
  private mutating func place(
    of connection: UInt64,
    _ event: ConnectionEvent,
    at time: Int64
  ) -> UInt64 {
    var key = connection
    for _ in 0..<Self.livesOfAnID {
      guard let life = lives[key] else { return key }
      if life.isBefore(event, at: time) {
        makeRoom(at: key)
        return key
      }
      if !life.isAfter(event, at: time) { return key }
      key = Self.next(key)
    }
    return key
  }

  /// Moves a life, and those before it, one place on.
  private mutating func makeRoom(at key: UInt64) {
    var moved = lives.removeValue(forKey: key)
    moved?.isSuperseded = true
    var key = key
    for _ in 0..<Self.livesOfAnID {
      guard let life = moved else { return }
      key = Self.next(key)
      moved = lives.updateValue(life, forKey: key)
    }
  }

  private static func next(_ key: UInt64) -> UInt64 { key &* 0x9e37_79b9_7f4a_7c15 ^ key >> 29 }

  /// Makes room: the quarter of which nothing was heard for longest goes.
  private mutating func forget() {
    isCut = true
    let ages = lives.values.map(\.last).sorted()
    let border = ages[ages.count / 4]
    lives = lives.filter { $0.value.last > border }
  }
}
