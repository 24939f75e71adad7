import NIOConcurrencyHelpers
import NIOCore

/// What waits to be written to one connection: bounded, so that a peer that does not read holds up
/// nobody and costs no more than the bound.
///
/// Anybody may offer, from any thread; the connection takes when its socket is ready.
final class Outbox: Sendable {
  /// How much may wait.
  struct Limit: Equatable {
    /// Messages.
    var messages: Int
    /// Bytes of all messages together.
    var bytes: Int
  }

  /// What became of an offered message.
  enum Offer: Equatable {
    /// It waits, and the connection is to be told.
    case first
    /// It waits behind others; the connection knows.
    case queued
    /// It was one too many: the connection is to be given up.
    case overflow
    /// The connection is ending; nobody will take it.
    case closed
  }

  private struct State {
    var messages = CircularBuffer<ByteBuffer>()
    var bytes = 0
    var isAnnounced = false
    var isClosed = false
  }

  private let limit: Limit
  private let counter: MessageCounter
  private let state = NIOLockedValueBox(State())

  /// An empty outbox whose messages are counted as waiting.
  init(limit: Limit, counter: MessageCounter) {
    self.limit = limit
    self.counter = counter
  }

  /// Keeps the message if there is room for it; an overflow closes the outbox.
  func offer(_ payload: ByteBuffer) -> Offer {
    state.withLockedValue { state in
      guard !state.isClosed else { return .closed }
      guard state.messages.count < limit.messages,
        payload.readableBytes <= limit.bytes - state.bytes
      else {
        state.isClosed = true
        return .overflow
      }
      state.messages.append(payload)
      state.bytes += payload.readableBytes
      counter.countWaiting(1)
      defer { state.isAnnounced = true }
      return state.isAnnounced ? .queued : .first
    }
  }

  /// Takes the oldest message; where there is none, the next offer announces itself again.
  func take() -> ByteBuffer? {
    state.withLockedValue { state in
      guard let payload = state.messages.popFirst() else {
        state.isAnnounced = false
        return nil
      }
      state.bytes -= payload.readableBytes
      counter.countWaiting(-1)
      return payload
    }
  }

  /// Throws away what waits, counts it as dropped and takes nothing more.
  func close() {
    state.withLockedValue { state in
      state.isClosed = true
      counter.countWaiting(-state.messages.count)
      counter.countDropped(state.messages.count)
      state.messages.removeAll()
      state.bytes = 0
    }
  }
}
