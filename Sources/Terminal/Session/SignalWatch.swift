import CTerminalGuard
import Glibc

/// The thread that hears of signals: it never waits for the terminal, so that a request to end is
/// heard while the terminal is blocked.
struct SignalWatch: Sendable {
  /// The byte that ends the thread: no signal has that number.
  static let end: UInt8 = 0

  let pipe: WakePipe
  let mailbox: Mailbox
  let onSignal: @Sendable (Int32) -> Void

  /// Starts the thread.
  func start() throws(TerminalError) {
    try TerminalThread.start { run() }
  }

  private func run() {
    while let byte = pipe.next(), byte != Self.end {
      switch Int32(byte) {
      case SIGWINCH: mailbox.post { $0.resized = true }
      case SIGTSTP: mailbox.post { $0.suspend = true }
      case SIGCONT: mailbox.post { $0.continued = true }
      case let number: onSignal(number)
      }
    }
    pipe.close()
  }
}
