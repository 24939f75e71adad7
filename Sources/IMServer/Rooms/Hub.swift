import DequeModule
import NIOConcurrencyHelpers
import NIOPosix

/// Carries messages to their listeners on a thread of its own, in the order in which they came.
///
/// Whoever says something only leaves it in the bounded queue; what a large room costs is paid here.
final class Hub: Sendable {
  private struct State {
    var queue = Deque<ChatMessage>()
    var isRunning = false
  }

  private let capacity: Int
  private let carry: @Sendable (ChatMessage) -> Void
  private let state = NIOLockedValueBox(State())
  private let thread = NIOThreadPool(numberOfThreads: 1)

  /// A hub.
  ///
  /// - Parameters:
  ///   - capacity: How many messages may wait.
  ///   - carry: Hands one message to everybody; on the hub's thread.
  init(capacity: Int, carry: @escaping @Sendable (ChatMessage) -> Void) {
    self.capacity = capacity
    self.carry = carry
    thread.start()
  }

  /// How many messages wait.
  var length: Int { state.withLockedValue { $0.queue.count } }

  /// Queues the message.
  ///
  /// - Returns: Whether there was room for it.
  func offer(_ message: ChatMessage) -> Bool {
    let (isKept, mustRun) = state.withLockedValue { state -> (Bool, Bool) in
      guard state.queue.count < capacity else { return (false, false) }
      state.queue.append(message)
      defer { state.isRunning = true }
      return (true, !state.isRunning)
    }
    if mustRun { thread.submit { [self] _ in run() } }
    return isKept
  }

  /// Carries what is queued and ends the thread.
  func close() async {
    try? await thread.runIfActive { [self] in run() }
    try? await thread.shutdownGracefully()
  }

  private func run() {
    while true {
      let next = state.withLockedValue { state -> ChatMessage? in
        let message = state.queue.popFirst()
        state.isRunning = message != nil
        return message
      }
      guard let next else { return }
      carry(next)
    }
  }
}
