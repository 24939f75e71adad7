public import MetricsModel

/// What is known of one log source: the values of its line in the header and the targets view.
public struct LogSourceStatus: Hashable, Sendable {
  /// How the source is doing.
  public enum Health: Hashable, Sendable {
    /// Not opened yet.
    case unknown
    /// Lines are read as they come.
    case following
    /// The past is being read; 0...1 of it is done.
    case loading(Double)
    /// The end was reached and nothing more can come (standard input closed, a file that is read once).
    case ended
    /// It cannot be read now; what, where and what to do about it. It is tried again.
    case down(reason: String)
  }

  /// How a source's requests count where a proxy and the service behind it both log them.
  public enum Counting: Hashable, Sendable {
    /// Each counts.
    case all
    /// Only failures that none but the proxy sees count: 499, 502 and 504.
    case failuresOfEdge
    /// None counts: the proxy logs each once more.
    case none
  }

  /// How much of the processors the reading of a file's past takes.
  public enum PastPace: Hashable, Sendable {
    /// What nothing else wants.
    case idle
    /// The smallest share beside others, since the system refused even less.
    case nice
    /// As much as everything else, since the system refused to give less; its number of the error.
    case normal(errno: Int32)
  }

  /// The name that records carry, for example `im.log`.
  public var name: String
  /// The path or address, secrets masked.
  public var location: String
  /// How the source is doing.
  public var health: Health
  /// How the past is read; nil before reading began.
  public var pastPace: PastPace?
  /// Bytes that stand in the source but have not been read yet; nil where that cannot be known.
  public var lagBytes: Int?
  /// Bytes that were left out so that the newest lines come first, and have not been read since.
  public var skippedBytes: Int
  /// About how many lines those are.
  public var skippedLines: Int
  /// Lines received in all.
  public var lines: Int
  /// Lines a second over the last ten seconds.
  public var linesPerSecond: Double
  /// Lines that had no known form and were kept as text.
  public var notUnderstood: Int
  /// Lines that were lost, as far as their number is known.
  public var dropped: Int
  /// Lines longer than the limit, of which the end was cut off.
  public var truncated: Int
  /// Rotations that were followed.
  public var rotations: Int
  /// Stretches of unknown size that a rotation took away before they were read.
  public var gaps: Int
  /// The time of the newest record, on the log's clock.
  public var newest: Timestamp?
  /// What was inferred: format, unit of latency, time zone.
  public var inferred: String
  /// Where its writer stands; nil while that is not known.
  public var role: LogRole?
  /// Why that is believed; empty where the forms of its lines say so.
  public var roleReason: String
  /// The instance that a configuration names as its writer.
  public var instance: String?
  /// How its requests count.
  public var counting: Counting

  /// The status of a source that has not been opened yet.
  public init(name: String, location: String) {
    self.name = name
    self.location = location
    self.health = .unknown
    self.skippedBytes = 0
    self.skippedLines = 0
    self.lines = 0
    self.linesPerSecond = 0
    self.notUnderstood = 0
    self.dropped = 0
    self.truncated = 0
    self.rotations = 0
    self.gaps = 0
    self.inferred = ""
    self.role = nil
    self.roleReason = ""
    self.instance = nil
    self.counting = .all
  }
}
