public import MetricsModel

/// One connection from its opening to its end, as the log tells it.
public struct ConnectionLife: Hashable, Sendable {
  /// Which connections come first.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// Those that were opened or ended last.
    case latest
    /// Those that live or lived longest.
    case life
    /// Those with the most lines about something that went wrong.
    case troubles
    /// Those with the most lines.
    case lines
  }

  /// The connection's id, empty where the log does not name it.
  public var id: String
  /// The client's address.
  public var address: String?
  /// The user's id.
  public var user: String?
  /// The client's user agent.
  public var agent: String?
  /// When it was opened, nil where that was before the log begins.
  public var opened: Timestamp?
  /// When it ended, nil while it is open.
  public var ended: Timestamp?
  /// How it ended; `opened` or `none` while it is open.
  public var end: ConnectionEvent
  /// Why it ended, in the log's words.
  public var reason: String?
  /// Its life in seconds, so far while it is open; nil where its opening was not seen.
  public var seconds: Double?
  /// How many lines are about it.
  public var lines: Int
  /// How many of them are about something that went wrong.
  public var troubles: Int

  /// A connection of which nothing is known but its id.
  public init(id: String) {
    self.id = id
    self.end = .none
    self.lines = 0
    self.troubles = 0
  }
}
