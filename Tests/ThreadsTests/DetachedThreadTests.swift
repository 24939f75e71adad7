import Glibc
import Testing
import Threads

/// Threads outside of any pool.
@Suite struct DetachedThreadTests {
  @Test func theBodyRunsOnceOnAThreadOfItsOwn() async {
    let caller = pthread_self()
    let runs = AsyncStream<Bool> { stream in
      let code = DetachedThread.start {
        stream.yield(pthread_equal(pthread_self(), caller) == 0)
        stream.finish()
      }
      #expect(code == 0)
    }
    var seen: [Bool] = []
    for await isOther in runs { seen.append(isOther) }
    #expect(seen == [true])
  }

  @Test func whatTheBodyHoldsIsLetGoOf() async {
    final class Held: Sendable {
      let onEnd: @Sendable () -> Void
      init(_ onEnd: @escaping @Sendable () -> Void) { self.onEnd = onEnd }
      deinit { onEnd() }
    }
    let ends = AsyncStream<Void> { stream in
      let held = Held { stream.finish() }
      _ = DetachedThread.start { withExtendedLifetime(held) {} }
    }
    for await _ in ends {}
  }
}
