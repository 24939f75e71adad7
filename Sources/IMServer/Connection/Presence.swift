/// One of a user's connections, as others may see it.
public struct Presence: Equatable, Sendable {
  /// The connection's name.
  public let id: ConnectionID
  /// The room that it listens to.
  public let room: String
  /// When its upgrade was accepted.
  public let since: WallTime
  /// Where it stands.
  public let phase: ConnectionPhase
  /// What the client calls itself; nil where it is silent.
  public let userAgent: String?

  /// A presence from its parts.
  public init(
    id: ConnectionID,
    room: String,
    since: WallTime,
    phase: ConnectionPhase,
    userAgent: String?
  ) {
    self.id = id
    self.room = room
    self.since = since
    self.phase = phase
    self.userAgent = userAgent
  }

  /// The presence as a JSON object.
  var json: [UInt8] {
    var object = JSONObjectText()
    object.add("conn_id", id.description)
    object.add("room", room)
    object.add("since", since.rfc3339)
    object.add("state", phase.rawValue)
    object.add("user_agent", userAgent)
    return object.finished()
  }
}
