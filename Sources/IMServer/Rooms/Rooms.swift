import DequeModule
import NIOConcurrencyHelpers
import NIOCore

/// Who listens to which room, and what was said there lately.
final class Rooms: Sendable {
  /// How much is kept.
  struct Limits {
    /// Messages of a room's history.
    var history = 100
    /// Bytes of their texts, all together; the newest is kept whatever its size.
    var historyBytes = 32 << 10
    /// Rooms; a message to one more is refused.
    var rooms = 10_000
    /// Messages that wait for the hub.
    var waiting = 4096
  }

  /// What became of something said.
  enum Outcome: Equatable {
    /// It is on its way to everybody in the room.
    case said(ChatMessage)
    /// It would open one room too many.
    case tooManyRooms
    /// Too many messages wait already.
    case hubFull
  }

  private struct Room {
    var listeners: [ConnectionID: any MessageListener] = [:]
    var history = Deque<ChatMessage>()
    var bytes = 0

    mutating func keep(_ message: ChatMessage, _ limits: Limits) {
      history.append(message)
      bytes += message.text.utf8.count
      while history.count > max(1, limits.history)
        || bytes > limits.historyBytes && history.count > 1
      {
        bytes -= history.popFirst()?.text.utf8.count ?? 0
      }
    }
  }

  private struct State {
    var rooms: [String: Room] = [:]
    var last: UInt64 = 0
  }

  private let limits: Limits
  private let state: NIOLockedValueBox<State>
  private let hub: Hub

  /// No rooms yet.
  init(limits: Limits = Limits()) {
    self.limits = limits
    let state = NIOLockedValueBox(State())
    self.state = state
    hub = Hub(capacity: limits.waiting) { message in
      let listeners = state.withLockedValue { state in
        state.rooms[message.room].map { Array($0.listeners.values) } ?? []
      }
      let payload = ByteBuffer(bytes: message.json)
      for listener in listeners { listener.deliver(payload) }
    }
  }

  /// How many messages wait for the hub.
  var waiting: Int { hub.length }

  /// Whether somebody may listen to the room.
  func hasPlace(for room: String) -> Bool {
    state.withLockedValue { $0.rooms[room] != nil || $0.rooms.count < limits.rooms }
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

  /// Numbers a message, keeps it and has it handed to everybody in the room.
  func say(_ text: String, in room: String, by user: String, at time: WallTime) -> Outcome {
    state.withLockedValue { state in
      guard state.rooms[room] != nil || state.rooms.count < limits.rooms else {
        return .tooManyRooms
      }
      let id = state.last &+ 1
      let message = ChatMessage(id: id, room: room, user: user, text: text, time: time)
      guard hub.offer(message) else { return .hubFull }
      state.last = id
      state.rooms[room, default: Room()].keep(message, limits)
      return .said(message)
    }
  }

  /// The room's newest messages, oldest first; nil where nobody ever was.
  func history(of room: String, limit: Int) -> [ChatMessage]? {
    state.withLockedValue { $0.rooms[room].map { Array($0.history.suffix(max(0, limit))) } }
  }

  /// Who listens to the room; nil where nobody ever was.
  func listeners(in room: String) -> [ConnectionID]? {
    state.withLockedValue { $0.rooms[room].map { Array($0.listeners.keys) } }
  }

  /// Hands over what was said and ends.
  func close() async { await hub.close() }
}
