import Charts
import Dispatch
import Synchronization

/// What a terminal has told, for a test to wait for.
final class Recorder<Value: Sendable>: Sendable {
  private let values = Mutex<[Value]>([])
  private let arrived = DispatchSemaphore(value: 0)

  /// Takes a value.
  func record(_ value: Value) {
    values.withLock { $0.append(value) }
    arrived.signal()
  }

  /// The first values, as soon as there are so many; fewer after ten seconds.
  func first(_ count: Int) -> [Value] {
    while values.withLock({ $0.count }) < count {
      guard arrived.wait(timeout: .now() + 10) == .success else { break }
    }
    return values.withLock { Array($0.prefix(count)) }
  }
}
