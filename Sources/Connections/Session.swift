public import LogModel
public import MetricsModel

/// The life of one connection, as far as the log tells it.
public struct Session: Hashable, Sendable, Identifiable {
  /// The connection's id.
  public let id: String
  /// The client's address.
  public var address: String?
  /// The user's id.
  public var user: String?
  /// When the connection was established; nil when that was not seen.
  public var opened: Timestamp?
  /// When the connection ended; nil while it lives.
  public var closed: Timestamp?
  /// How it ended; `none` while it lives.
  public var end: ConnectionEvent
  /// Why it ended, in the log's words.
  public var reason: String?
  /// How long it lived in seconds: as its end says, else from its opening; nil while it lives or when
  /// neither is known.
  public var life: Double?

  /// A connection of which only the id is known.
  public init(id: String) {
    self.id = id
    self.end = .none
  }
}
