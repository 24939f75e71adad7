import Dispatch
import Glibc
import Synchronization

/// All cores at once, for a thread that waits for them.
enum CoreTeam {
  /// How many threads work at a time.
  static let size = max(1, min(16, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

  /// The results for the indices below `count`, computed in that order as far as there is one.
  ///
  /// Each thread has a state of its own, such as a buffer, made by `state`. The threads are Dispatch's
  /// own, never those of Swift's cooperative pool.
  static func map<State, Result: Sendable>(
    _ count: Int,
    state: @Sendable () -> State,
    _ body: @Sendable (Int, inout State) -> Result
  ) -> [Result] {
    let threads = min(count, size)
    guard threads > 1 else {
      var own = state()
      return (0..<count).map { body($0, &own) }
    }
    let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      var own = state()
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = body(index, &own)
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  /// The same where the threads need nothing of their own.
  static func map<Result: Sendable>(
    _ count: Int,
    _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    map(count, state: {}, { index, _ in body(index) })
  }
}
