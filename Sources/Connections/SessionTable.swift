public import LogModel
import MetricsModel

/// The connections that live and those that ended last, from the log's records in any order.
///
/// Bounded: beyond the bounds the oldest sessions are forgotten, and counted.
public struct SessionTable: Sendable {
  /// Connections that are open, by id.
  public private(set) var live: [String: Session] = [:]
  /// Connections that have ended, in the order in which their ends were read.
  public private(set) var ended: [Session] = []
  /// Sessions that were forgotten because of the bounds.
  public private(set) var forgotten = 0

  private let liveBound: Int
  private let endedBound: Int
  private var openings: [String] = []

  /// A table of at most `liveBound` open and `endedBound` ended connections.
  public init(liveBound: Int = 100_000, endedBound: Int = 10_000) {
    self.liveBound = max(1, liveBound)
    self.endedBound = max(1, endedBound)
  }

  /// Takes in what a record says of a connection; other records change nothing.
  public mutating func apply(_ record: LogRecord) {
    guard let id = record.connection, !id.isEmpty, record.event != .none else { return }
    if record.event == .opened { open(id, record) } else { close(id, record) }
  }

  /// The sessions of an address, those that live first, each group the newest first.
  public func sessions(ofAddress address: String) -> [Session] {
    let open = live.values.filter { $0.address == address }
      .sorted { ($0.opened ?? .distantPast) > ($1.opened ?? .distantPast) }
    return open + ended.reversed().filter { $0.address == address }
  }

  private mutating func open(_ id: String, _ record: LogRecord) {
    var session = Session(id: id)
    session.address = record.address
    session.user = record.user
    session.opened = record.time
    if live.updateValue(session, forKey: id) == nil { openings.append(id) }
    // Ids whose connections have ended stay in the queue; it is swept when they prevail.
    if openings.count > 2 * liveBound { openings.removeAll { live[$0] == nil } }
    while live.count > liveBound, let oldest = openings.first {
      openings.removeFirst()
      if live.removeValue(forKey: oldest) != nil { forgotten += 1 }
    }
  }

  private mutating func close(_ id: String, _ record: LogRecord) {
    var session = live.removeValue(forKey: id) ?? Session(id: id)
    session.address = session.address ?? record.address
    session.user = session.user ?? record.user
    session.closed = record.time
    session.end = record.event
    session.reason = record.closeReason
    session.life = record.latency ?? session.opened.map { max(0, record.time.seconds(since: $0)) }
    ended.append(session)
    if ended.count > endedBound + endedBound / 4 {
      forgotten += ended.count - endedBound
      ended.removeFirst(ended.count - endedBound)
    }
  }
}

extension Timestamp {
  fileprivate static let distantPast = Timestamp(milliseconds: .min)
}
