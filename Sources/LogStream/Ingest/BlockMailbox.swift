import DequeModule
import Dispatch
import Synchronization

/// Blocks on their way from one thread to the next; who sends waits while it is full.
///
/// What belongs to the past has a lane of its own: it waits while there is anything else.
final class BlockMailbox<Block: Sendable>: Sendable {
  /// What waiting for a block came to.
  enum Receipt {
    case block
    case nothing
    case closed
  }

  private struct State {
    var live = Deque<Block>()
    var past = Deque<Block>()
    var isClosed = false

    mutating func add(_ block: Block, _ order: LogBlock.Order) {
      switch order {
      case .live: live.append(block)
      case .history: past.append(block)
      }
    }

    mutating func next() -> (Block, LogBlock.Order)? {
      live.popFirst().map { ($0, .live) } ?? past.popFirst().map { ($0, .history) }
    }
  }

  private let state = Mutex(State())
  private let freeLive = DispatchSemaphore(value: 0)
  private let freePast = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  /// An empty mailbox with room for `capacity` blocks, and as many of the past.
  init(capacity: Int) {
    for _ in 0..<max(1, capacity) {
      freeLive.signal()
      freePast.signal()
    }
  }

  /// Puts a block in once there is room; returns false when the mailbox is closed.
  @discardableResult
  func send(_ block: Block, order: LogBlock.Order = .live) -> Bool {
    let free = room(order)
    free.wait()
    let isSent = state.withLock { state in
      if !state.isClosed { state.add(block, order) }
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
    guard let (block, order) = state.withLock({ $0.next() }) else {
      filled.signal()
      place = nil
      return .closed
    }
    place = block
    room(order).signal()
    return .block
  }

  /// Takes no more blocks; those that are in it can still be received.
  func close() {
    let wasOpen = state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
    guard wasOpen else { return }
    freeLive.signal()
    freePast.signal()
    filled.signal()
  }

  private func room(_ order: LogBlock.Order) -> DispatchSemaphore {
    switch order {
    case .live: freeLive
    case .history: freePast
    }
  }
}
