import Dispatch

/// Keeps the compiler from leaving out work whose result nobody reads.
@inline(never)
func keep<Value>(_ value: Value) {}

/// Runs asynchronous work and waits for its end; for the benchmark's thread alone.
///
/// The way there and back costs some tens of microseconds, which belong to what a scrape costs.
func waiting(for work: @escaping @Sendable () async -> Void) {
  let isDone = DispatchSemaphore(value: 0)
  Task.detached {
    await work()
    isDone.signal()
  }
  isDone.wait()
}
