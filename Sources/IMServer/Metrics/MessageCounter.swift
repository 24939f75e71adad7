import NIOConcurrencyHelpers

/// Counts messages taken from clients and handed to them.
final class MessageCounter: Sendable {
  /// Messages by direction.
  struct Figures: Equatable {
    /// Taken from clients, over WebSockets and HTTP.
    var received = 0
    /// Written to WebSockets.
    var sent = 0
  }

  private let state = NIOLockedValueBox(Figures())

  /// The counts so far.
  var figures: Figures { state.withLockedValue { $0 } }

  /// Counts a message from a client.
  func countReceived() { state.withLockedValue { $0.received += 1 } }

  /// Counts a message to a client.
  func countSent() { state.withLockedValue { $0.sent += 1 } }
}
