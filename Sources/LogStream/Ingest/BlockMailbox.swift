import DequeModule
import Dispatch
import Synchronization

/// Blocks on their way from one thread to the next; who sends waits while it is full.
final class BlockMailbox<Block: Sendable>: Sendable {
  /// What waiting for a block came to.
  enum Receipt {
    case block
    case nothing
    case closed
  }

  private struct State {
    var blocks = Deque<Block>()
    var isClosed = false
  }

  private let state = Mutex(State())
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  /// An empty mailbox with room for `capacity` blocks.
  init(capacity: Int) {
    for _ in 0..<max(1, capacity) { free.signal() }
  }

  /// Puts a block in once there is room; returns false when the mailbox is closed.
  @discardableResult
  func send(_ block: Block) -> Bool {
    free.wait()
    let isSent = state.withLock { state in
      if !state.isClosed { state.blocks.append(block) }
      return !state.isClosed
    }
    if isSent { filled.signal() } else { free.signal() }
    return isSent
  }

  /// Puts the next block into `place`; `closed` once there is none and none will come.
  ///
  /// Nothing here holds the block any more then: its memory can be used again by whoever has it.
  func receive(timeout: Duration, into place: inout Block?) -> Receipt {
    let deadline = DispatchTime.now() + .milliseconds(Int(clamping: timeout.roundedUpMilliseconds))
    guard filled.wait(timeout: deadline) == .success else { return .nothing }
    place = state.withLock { $0.blocks.popFirst() }
    guard place != nil else {
      filled.signal()
      return .closed
    }
    free.signal()
    return .block
  }

  /// Takes no more blocks; those that are in it can still be received.
  func close() {
    let wasOpen = state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
    guard wasOpen else { return }
    free.signal()
    filled.signal()
  }
}
