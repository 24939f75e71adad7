public import LogModel
public import MetricsModel

/// Finds addresses whose connections behave unlike those of ordinary clients.
public struct AnomalyDetector: Sendable {
  /// When something counts as an anomaly.
  public struct Thresholds: Hashable, Sendable {
    /// More openings a second than this are too many.
    public var openingsPerSecond = 10
    /// As many such seconds within a minute make a storm.
    public var stormSeconds = 3
    /// A connection that lives less than this many seconds is short.
    public var shortLife = 30.0
    /// The part of an address' connections that must be short.
    public var shortShare = 0.5
    /// How many connections an address must have ended to be judged.
    public var leastConnections = 10

    /// The thresholds that operators of such services use.
    public init() {}
  }

  /// The sessions.
  public private(set) var sessions: SessionTable

  private let thresholds: Thresholds
  private var rates = OpeningRates()

  /// A detector that has seen nothing yet.
  public init(thresholds: Thresholds = Thresholds(), sessions: SessionTable = SessionTable()) {
    self.thresholds = thresholds
    self.sessions = sessions
  }

  /// Takes in what a record says of a connection.
  public mutating func apply(_ record: LogRecord) {
    sessions.apply(record)
    if record.event == .opened, let address = record.address {
      rates.note(address: address, at: record.time)
    }
  }

  /// The anomalies as of `now`, storms first.
  public func anomalies(now: Timestamp) -> [ConnectionAnomaly] {
    let storms = rates.storms(
      over: thresholds.openingsPerSecond,
      seconds: thresholds.stormSeconds,
      now: now
    ).map { ConnectionAnomaly.storm(address: $0.address, perSecond: $0.peak) }
    return storms + shortLived()
  }

  private func shortLived() -> [ConnectionAnomaly] {
    var counts: [String: (short: Int, all: Int)] = [:]
    for session in sessions.ended {
      guard let address = session.address, let life = session.life else { continue }
      counts[address, default: (0, 0)].all += 1
      if life < thresholds.shortLife { counts[address, default: (0, 0)].short += 1 }
    }
    return counts.compactMap { address, count -> (count: Int, anomaly: ConnectionAnomaly)? in
      let share = Double(count.short) / Double(count.all)
      guard count.all >= thresholds.leastConnections, share >= thresholds.shortShare else {
        return nil
      }
      return (
        count.short, .shortLived(address: address, share: share, connections: count.all)
      )
    }.sorted { ($1.count, $0.anomaly.address) < ($0.count, $1.anomaly.address) }.map(\.anomaly)
  }
}
