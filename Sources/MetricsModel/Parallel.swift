public import Dispatch
import Glibc

/// Work on many values at once, on all processors where there is enough of it.
public enum Parallel {
  /// How many values must be touched before another thread pays: waking one costs some microseconds.
  @usableFromInline static let grain = 16_384
  @usableFromInline static let processors = min(
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
    8
  )

  /// What `body` gives for the parts of `0..<count`, in their order.
  ///
  /// `cost` is about how many values are touched in all. The parts are worked on at the same time:
  /// `body` may read what it likes and must not write to what others see. The caller waits.
  @inlinable
  public static func map<Result: Sendable>(
    _ count: Int,
    cost: Int,
    _ body: (Range<Int>) -> [Result]
  ) -> [Result] {
    let parts = min(processors, count, cost / grain)
    guard parts > 1 else { return body(0..<count) }
    var results = [[Result]](repeating: [], count: parts)
    results.withUnsafeMutableBufferPointer { buffer in
      withoutActuallyEscaping(body) { body in
        // Each part writes to a place of its own; the buffer and the body outlive all of them.
        nonisolated(unsafe) let (results, work) = (buffer, body)
        DispatchQueue.concurrentPerform(iterations: parts) { part in
          results[part] = work(count * part / parts..<count * (part + 1) / parts)
        }
      }
    }
    // The first part is taken over as it is, only those behind it are copied.
    var joined: [Result] = []
    swap(&joined, &results[0])
    for part in results.dropFirst() { joined.append(contentsOf: part) }
    return joined
  }
}
