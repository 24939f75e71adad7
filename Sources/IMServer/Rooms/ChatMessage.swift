/// One message in a room.
public struct ChatMessage: Equatable, Sendable {
  /// Its number, unique in one run of the gateway.
  public var id: UInt64
  /// The room that it was said in.
  public var room: String
  /// Who said it.
  public var user: String
  /// What was said.
  public var text: String
  /// When the gateway took it.
  public var time: WallTime

  /// A message from its parts.
  public init(id: UInt64, room: String, user: String, text: String, time: WallTime) {
    self.id = id
    self.room = room
    self.user = user
    self.text = text
    self.time = time
  }

  /// The message as a JSON object: what connections receive and what the history lists.
  public var json: [UInt8] {
    var object = JSONObjectText()
    object.add("type", "message")
    object.add("id", id)
    object.add("room", room)
    object.add("user", user)
    object.add("text", text)
    object.add("time", time.rfc3339)
    return object.finished()
  }
}
