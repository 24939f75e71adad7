import CScheduler
import Glibc
import LogModel

/// A thread that works while the processors have nothing better to do.
///
/// What it holds locked must be let go at once, and it must start no other thread: that one would
/// inherit its place at the end of the queue. It is none of Dispatch's threads, which are used again.
enum IdleThread {
  private final class Body {
    let run: (LogSourceStatus.PastPace) -> Void
    init(_ run: @escaping (LogSourceStatus.PastPace) -> Void) { self.run = run }
  }

  /// Starts a thread, which is told how it runs; 0, or the number of the error where there is none.
  static func start(_ run: @escaping @Sendable (LogSourceStatus.PastPace) -> Void) -> Int32 {
    var thread = pthread_t()
    let body = Unmanaged.passRetained(Body(run))
    let code = pthread_create(
      &thread,
      nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run(IdleThread.stepBack())
        return nil
      },
      body.toOpaque()
    )
    if code == 0 { pthread_detach(thread) } else { body.release() }
    return code
  }

  /// Lets the calling thread, for good, run behind all others, or as far behind as the system allows.
  private static func stepBack() -> LogSourceStatus.PastPace {
    let refusal = imtop_be_idle()
    if refusal == 0 { return .idle }
    return imtop_be_nice() == 0 ? .nice : .normal(errno: refusal)
  }
}
