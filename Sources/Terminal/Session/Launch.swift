import CTerminalGuard
import Dispatch
import Synchronization

/// Starts the terminal's thread and tells whether ncurses took the terminal.
final class Launch: Sendable {
  private let device: TerminalDevice
  private let term: String
  private let options: Terminal.Options
  private let mailbox: Mailbox
  private let wake: WakePipe
  private let callbacks: TerminalSession.Callbacks
  private let began = DispatchSemaphore(value: 0)
  private let failure = Mutex<TerminalError?>(nil)
  private let substituted = Atomic(false)

  /// Whether another type than the terminal's own is drawn, after `start`.
  var isSubstitute: Bool { substituted.load(ordering: .relaxed) }

  /// Signalled when the thread has given the terminal back.
  let ended = DispatchSemaphore(value: 0)

  init(
    device: TerminalDevice,
    term: String,
    options: Terminal.Options,
    mailbox: Mailbox,
    wake: WakePipe,
    callbacks: TerminalSession.Callbacks
  ) {
    self.device = device
    self.term = term
    self.options = options
    self.mailbox = mailbox
    self.wake = wake
    self.callbacks = callbacks
  }

  /// Starts the thread and waits until it has the screen.
  func start() throws(TerminalError) {
    try TerminalThread.start { self.run() }
    began.wait()
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private func run() {
    let modes = TerminalModes(mouse: options.mouse)
    do throws(TerminalError) {
      let screen = try NcursesScreen(
        device: device,
        term: term,
        modes: modes,
        colors: options.colors
      )
      substituted.store(screen.isSubstitute, ordering: .relaxed)
      _ = screen.restoring.withUnsafeBytes { bytes in
        terminal_guard_set_restore(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
      }
      let session = TerminalSession(
        device: device,
        screen: screen,
        modes: modes,
        mailbox: mailbox,
        wake: wake,
        callbacks: callbacks
      )
      began.signal()
      session.run()
    } catch {
      failure.withLock { $0 = error }
      began.signal()
    }
    ended.signal()
  }
}
