import NIOConcurrencyHelpers
import NIOCore

/// One listener's bounded share of the live log.
///
/// The log offers chunks of whole lines and never waits; the listener takes them when its own reader
/// is ready. What does not fit is dropped and counted, and the count is handed over with what comes
/// next.
final class LogSubscription: Sendable {
  /// What a listener gets when it asks.
  struct Delivery: Equatable {
    /// Whole lines, oldest first.
    var chunks: [ByteBuffer]
    /// How many lines were dropped before these.
    var dropped: Int
  }

  private struct State {
    var chunks: [ByteBuffer] = []
    var bytes = 0
    var dropped = 0
    var totalDropped = 0
    var isAnnounced = false
  }

  private let capacity: Int
  private let announce: @Sendable () -> Void
  private let state = NIOLockedValueBox(State())

  /// A subscription.
  ///
  /// - Parameters:
  ///   - capacity: How many bytes may wait.
  ///   - announce: Called from the log's thread when there is something to take after there was
  ///     nothing.
  init(capacity: Int = 1 << 20, announce: @escaping @Sendable () -> Void) {
    self.capacity = capacity
    self.announce = announce
  }

  /// Lines dropped over the subscription's life.
  var totalDropped: Int { state.withLockedValue { $0.totalDropped } }

  /// Keeps the chunk if there is room for it, else counts its lines as dropped.
  func offer(_ chunk: ByteBuffer, lines: Int) {
    let mustAnnounce = state.withLockedValue { state -> Bool in
      guard state.bytes + chunk.readableBytes <= capacity else {
        state.dropped += lines
        state.totalDropped += lines
        return false
      }
      state.chunks.append(chunk)
      state.bytes += chunk.readableBytes
      defer { state.isAnnounced = true }
      return !state.isAnnounced
    }
    if mustAnnounce { announce() }
  }

  /// Takes everything that waits.
  func take() -> Delivery {
    state.withLockedValue { state in
      let delivery = Delivery(chunks: state.chunks, dropped: state.dropped)
      state.chunks = []
      state.bytes = 0
      state.dropped = 0
      state.isAnnounced = false
      return delivery
    }
  }
}
