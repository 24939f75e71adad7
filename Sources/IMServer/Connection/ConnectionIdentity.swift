/// Who stands at the other end of a connection.
public struct ConnectionIdentity: Equatable, Sendable {
  /// The user, as the upgrade request named it.
  public var user: String
  /// The room that the connection listens to.
  public var room: String
  /// The client's address without its port.
  public var address: String
  /// What the client calls itself; nil where it is silent.
  public var userAgent: String?
  /// The trace of the upgrade request.
  public var trace: TraceContext

  /// An identity from its parts.
  public init(
    user: String,
    room: String,
    address: String,
    userAgent: String?,
    trace: TraceContext
  ) {
    self.user = user
    self.room = room
    self.address = address
    self.userAgent = userAgent
    self.trace = trace
  }
}
