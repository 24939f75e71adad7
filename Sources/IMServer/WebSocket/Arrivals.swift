import DequeModule
import NIOCore
import NIOWebSocket

/// What came from one peer and is not taken yet: decides what is taken at once and what waits for a
/// later turn of the event loop.
///
/// It holds no more than one read of the socket brought, because reading pauses while anything waits.
struct Arrivals {
  /// What comes from a peer, in the order in which it does.
  enum Arrival {
    /// A frame.
    case frame(WebSocketFrame)
    /// Bytes that are no frame, or a socket that failed.
    case error(any Error)
    /// The peer sends nothing more.
    case end
  }

  /// What becomes of something that came.
  enum Fate: Equatable {
    /// It is to be taken now.
    case take
    /// It waits behind what waits already.
    case wait
    /// It is the first that waits: reading is to pause, and a turn to be asked for.
    case pause
  }

  /// How much is taken in one turn.
  static let turn = 64
  /// How long the next turn is put off: an event loop runs what is due at once before it looks at its
  /// sockets again.
  static let pause = TimeAmount.milliseconds(1)

  private var waiting = Deque<Arrival>()
  private var taken = 0

  /// Whether nothing waits.
  var isEmpty: Bool { waiting.isEmpty }

  /// Takes note of something that came.
  mutating func add(_ arrival: Arrival) -> Fate {
    guard waiting.isEmpty, taken < Self.turn else {
      waiting.append(arrival)
      return waiting.count == 1 ? .pause : .wait
    }
    taken += 1
    return .take
  }

  /// Another turn may begin.
  mutating func beginTurn() { taken = 0 }

  /// One read is over; the next is a turn of its own unless something waits.
  mutating func endRead() {
    if waiting.isEmpty { taken = 0 }
  }

  /// What is to be taken next in this turn; nil where the turn or the queue is at its end.
  mutating func next() -> Arrival? {
    guard taken < Self.turn, let arrival = waiting.popFirst() else { return nil }
    taken += 1
    return arrival
  }
}
