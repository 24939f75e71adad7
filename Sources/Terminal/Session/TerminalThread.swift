import Threads

/// A thread of the terminal's own.
enum TerminalThread {
  /// Starts a thread.
  static func start(_ run: @escaping @Sendable () -> Void) throws(TerminalError) {
    let code = DetachedThread.start(run)
    guard code == 0 else { throw .system(operation: "starting a thread", errno: code) }
  }
}
