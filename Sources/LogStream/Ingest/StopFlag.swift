import Synchronization

/// Says that the threads of an ingest are to end, and wakes the one that sleeps.
final class StopFlag: Sendable {
  /// Wakes the reader's thread.
  let wake = WakeUp()
  private let isRaised = Atomic(false)

  /// Whether the threads are to end.
  var isStopped: Bool { isRaised.load(ordering: .acquiring) }

  /// Asks the threads to end.
  func stop() {
    isRaised.store(true, ordering: .releasing)
    wake.signal()
  }
}
