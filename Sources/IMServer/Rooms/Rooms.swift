import NIOConcurrencyHelpers
import NIOCore

/// Who listens to which room, and what was said there lately.
///
/// Handing a message on never waits for a listener: each has a bounded queue of its own.
final class Rooms: Sendable {
  /// How much is kept.
  struct Limits {
    /// Messages of a room's history.
    var history = 100
    /// Rooms; a message to one more is refused.
    var rooms = 10_000
  }

  private struct Room {
    var listeners: [ConnectionID: any MessageListener] = [:]
    var history: [ChatMessage] = []

    mutating func keep(_ message: ChatMessage, limit: Int) {
      history.append(message)
      if history.count > limit { history.removeFirst(history.count - limit) }
    }
  }

  private struct State {
    var rooms: [String: Room] = [:]
    var last: UInt64 = 0
  }

  private let limits: Limits
  private let state = NIOLockedValueBox(State())

  /// No rooms yet.
  init(limits: Limits = Limits()) {
    self.limits = limits
  }

  /// Starts to hand the room's messages to the listener.
  func join(_ room: String, _ id: ConnectionID, _ listener: any MessageListener) {
    state.withLockedValue { state in
      guard state.rooms[room] != nil || state.rooms.count < limits.rooms else { return }
      state.rooms[room, default: Room()].listeners[id] = listener
    }
  }

  /// Stops handing messages to the listener.
  func leave(_ room: String, _ id: ConnectionID) {
    state.withLockedValue { state in
      state.rooms[room]?.listeners[id] = nil
      if let left = state.rooms[room], left.listeners.isEmpty, left.history.isEmpty {
        state.rooms[room] = nil
      }
    }
  }

  /// Numbers a message, keeps it and hands it to everybody in the room.
  ///
  /// - Returns: The message; nil where it would open one room too many.
  func say(_ text: String, in room: String, by user: String, at time: WallTime) -> ChatMessage? {
    let said = state.withLockedValue { state -> (ChatMessage, [any MessageListener])? in
      guard state.rooms[room] != nil || state.rooms.count < limits.rooms else { return nil }
      state.last &+= 1
      let message = ChatMessage(id: state.last, room: room, user: user, text: text, time: time)
      state.rooms[room, default: Room()].keep(message, limit: limits.history)
      return (message, Array(state.rooms[room]?.listeners.values ?? [:].values))
    }
    guard let (message, listeners) = said else { return nil }
    let payload = ByteBuffer(bytes: message.json)
    for listener in listeners { listener.deliver(payload) }
    return message
  }

  /// The room's newest messages, oldest first; nil where nobody ever was.
  func history(of room: String, limit: Int) -> [ChatMessage]? {
    state.withLockedValue { $0.rooms[room].map { Array($0.history.suffix(max(0, limit))) } }
  }
}
