import Dispatch
import Synchronization

/// Runs asynchronous work and waits for its result; for the benchmark's thread alone.
///
/// The way there and back costs some tens of microseconds, which belong to what a scrape costs.
func waiting<Result: Sendable>(for work: @escaping @Sendable () async -> Result?) -> Result? {
  let isDone = DispatchSemaphore(value: 0)
  let answer = Answer<Result>()
  Task.detached {
    let result = await work()
    answer.value.withLock { $0 = result }
    isDone.signal()
  }
  isDone.wait()
  return answer.value.withLock { $0 }
}

/// Where a task leaves its result.
private final class Answer<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
