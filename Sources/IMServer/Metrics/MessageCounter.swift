import NIOConcurrencyHelpers

/// Counts messages taken from clients, waiting for them and handed to them.
final class MessageCounter: Sendable {
  /// Messages by what became of them.
  struct Figures: Equatable {
    /// Taken from clients, over WebSockets and HTTP.
    var received = 0
    /// Written to WebSockets.
    var sent = 0
    /// Waiting to be written, now.
    var waiting = 0
    /// Given up because their reader was gone before they could be written.
    var dropped = 0
  }

  private let state = NIOLockedValueBox(Figures())

  /// The counts so far.
  var figures: Figures { state.withLockedValue { $0 } }

  /// Counts a message from a client.
  func countReceived() { state.withLockedValue { $0.received += 1 } }

  /// Counts messages to a client.
  func countSent(_ count: Int) { state.withLockedValue { $0.sent += count } }

  /// Counts messages that wait from now on, or no longer.
  func countWaiting(_ change: Int) { state.withLockedValue { $0.waiting += change } }

  /// Counts messages that will never be written.
  func countDropped(_ count: Int) { state.withLockedValue { $0.dropped += count } }
}
