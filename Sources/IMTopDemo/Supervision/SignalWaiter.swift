import Glibc

/// Signals as something to wait for, instead of something that interrupts.
enum SignalWaiter {
  /// The signals that end the demo, and the one that tells of its processes.
  private static let held = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD]

  /// Holds the signals back until `wait` takes them; processes are started without this mask.
  static func holdSignals() {
    var set = signalSet(held)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    // A process that has ended must not end this one when it is written to.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Waits for the next signal.
  ///
  /// - Parameter seconds: How long; nil waits for ever.
  /// - Returns: The signal; nil when none came in time.
  static func wait(seconds: Double?) -> CInt? {
    var set = signalSet(held)
    guard let seconds else {
      let signal = sigwaitinfo(&set, nil)
      return signal > 0 ? signal : nil
    }
    let bounded = min(max(seconds, 0), 1e6)
    var time = timespec(
      tv_sec: Int(bounded),
      tv_nsec: Int((bounded - bounded.rounded(.down)) * 1e9)
    )
    let signal = sigtimedwait(&set, nil, &time)
    return signal > 0 ? signal : nil
  }

  /// A set of these signals.
  static func signalSet(_ signals: [CInt]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }

  /// A set of every signal whose handling a new process is to start with afresh.
  static var handled: sigset_t { signalSet(held + [SIGPIPE]) }
}
