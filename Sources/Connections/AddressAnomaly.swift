public import LogModel

/// Something remarkable about what one address does.
public enum AddressAnomaly: Hashable, Sendable {
  /// It opens connections faster than clients do: a client that reconnects in a loop, or an attack.
  case storm(perSecond: Int)
  /// It asks for many paths that do not exist.
  case scan(paths: Int)
  /// Most of its connections end soon after they began.
  case shortLived(share: Double)

  /// What is remarkable about an address' row over so many `seconds` of the log, the gravest first; nil
  /// where nothing is.
  public init?(
    _ row: TrafficRow,
    over seconds: Double,
    thresholds: Thresholds = Thresholds()
  ) {
    if row.hurriedSeconds >= thresholds.stormSeconds {
      self = .storm(perSecond: row.peakOpenings)
      return
    }
    if row.missingPaths >= thresholds.scanPaths, row.notFound * 2 >= row.requests {
      self = .scan(paths: row.missingPaths)
      return
    }
    let share = Double(row.shortLived) / Double(max(1, row.closed))
    guard seconds >= thresholds.leastSeconds, row.closed >= thresholds.leastEnds,
      share >= thresholds.shortShare
    else { return nil }
    self = .shortLived(share: share)
  }

  /// What it is, in a word that fits a table.
  public var mark: String {
    switch self {
    case .storm: "storm"
    case .scan: "scan"
    case .shortLived: "short"
    }
  }
}

extension AddressAnomaly {
  /// When something counts as an anomaly.
  public struct Thresholds: Hashable, Sendable {
    /// So many seconds with more than `TrafficRow.hurry` openings make a storm.
    public var stormSeconds = 3
    /// So many different paths that do not exist make a scan, where they are half of what is asked.
    public var scanPaths = 20
    /// In a log that is younger only short connections can have ended.
    public var leastSeconds = 90.0
    /// So many connections must have ended before their lives tell something.
    public var leastEnds = 10
    /// The part of them that must have been short.
    public var shortShare = 0.8

    /// The thresholds that operators of such services use.
    public init() {}
  }
}
