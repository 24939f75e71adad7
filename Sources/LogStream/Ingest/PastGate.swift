import Synchronization

/// Lets only so much of the past be under way that new lines never wait behind it.
///
/// The reader asks before it reads a block; the writer says when one has been taken in.
final class PastGate: Sendable {
  private static let limit = 3

  private let underway = Atomic(0)
  private let wake: @Sendable () -> Void

  /// A gate that nothing has passed; `wake` wakes the reader when there is room again.
  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Whether there is room for another block.
  var isOpen: Bool { underway.load(ordering: .relaxed) < Self.limit }

  /// A block is under way.
  func enter() { underway.add(1, ordering: .relaxed) }

  /// A block has been taken in, or was thrown away.
  func leave() {
    underway.subtract(1, ordering: .relaxed)
    wake()
  }
}
