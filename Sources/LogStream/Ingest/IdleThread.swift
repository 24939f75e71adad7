import CScheduler
import LogModel
import Threads

/// A thread that works while the processors have nothing better to do.
///
/// What it holds locked must be let go at once, and it must start no other thread: that one would
/// inherit its place at the end of the queue.
enum IdleThread {
  /// Starts a thread, which is told how it runs; 0, or the number of the error where there is none.
  static func start(_ run: @escaping @Sendable (LogSourceStatus.PastPace) -> Void) -> Int32 {
    DetachedThread.start { run(stepBack()) }
  }

  /// Lets the calling thread, for good, run behind all others, or as far behind as the system allows.
  private static func stepBack() -> LogSourceStatus.PastPace {
    let refusal = imtop_be_idle()
    if refusal == 0 { return .idle }
    return imtop_be_nice() == 0 ? .nice : .normal(errno: refusal)
  }
}
