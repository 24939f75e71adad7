import CTerminalGuard
public import Charts
import Dispatch
import Glibc
import Synchronization

/// The terminal that a person sits at: shows canvases by difference, tells keys and the mouse.
///
/// One thread owns all of ncurses' output and all input; whoever calls never waits for the
/// terminal. However the program ends, the terminal is restored: on `close`, on a crash, and while
/// its output is blocked.
public final class Terminal: Sendable {
  /// How long `close` waits for a terminal that does not take output, in milliseconds.
  private static let patience = 400

  private let device: TerminalDevice
  private let mailbox: Mailbox
  private let signals: WakePipe
  private let wake: WakePipe
  private let ended: DispatchSemaphore
  private let knownSize: SizeBox
  private let isClosed = Mutex(false)

  /// The terminal's type where it is not known on this host and xterm-256color is drawn in its place.
  public var unknownType: String? { launch.isSubstitute ? term : nil }

  private let launch: Launch
  private let term: String

  /// The characters that canvases may draw.
  public let glyphs: Canvas.Glyphs

  /// The size of the screen.
  public var size: Size { knownSize.value }

  /// Takes the terminal.
  ///
  /// `onInput` and `onResize` are called on the terminal's thread, `onSignal` with SIGINT, SIGTERM
  /// or SIGHUP on another (SIGHUP too when the terminal has gone); none may block. What is pressed
  /// is told as a key, ^C and ^Z included.
  public init(
    options: Options = Options(),
    onInput: @escaping @Sendable (InputEvent) -> Void,
    onResize: @escaping @Sendable (Size) -> Void,
    onSignal: @escaping @Sendable (Int32) -> Void = { _ in }
  ) throws(TerminalError) {
    let term = options.term ?? getenv("TERM").map { String(cString: $0) } ?? ""
    let device = try TerminalDevice(path: options.device ?? "/dev/tty")
    let (wake, signals) = (try WakePipe(blocking: false), try WakePipe(blocking: true))
    let mailbox = Mailbox(wake: wake)
    let knownSize = SizeBox(device.size)
    let code = terminal_guard_arm(device.control, signals.writing)
    guard code == 0 else {
      device.close()
      throw .system(operation: "reading the terminal's mode", errno: code)
    }
    terminal_guard_use_signal_stack()
    glyphs = LocaleGlyphs.adopt(choice: options.glyphs, term: term)
    self.device = device
    self.mailbox = mailbox
    self.wake = wake
    self.signals = signals
    self.knownSize = knownSize
    let callbacks = TerminalSession.Callbacks(
      onInput: onInput,
      onResize: { size in
        knownSize.value = size
        onResize(size)
      },
      onHangUp: { signals.signal(UInt8(SIGHUP)) }
    )
    let launch = Launch(
      device: device,
      term: term,
      options: options,
      mailbox: mailbox,
      wake: wake,
      callbacks: callbacks
    )
    self.launch = launch
    self.term = term
    ended = launch.ended
    do throws(TerminalError) {
      try SignalWatch(pipe: signals, mailbox: mailbox, onSignal: onSignal).start()
      try launch.start()
    } catch {
      terminal_guard_restore_mode()
      terminal_guard_disarm()
      signals.signal(SignalWatch.end)
      device.close()
      wake.close()
      throw error
    }
  }

  deinit { close() }

  /// Shows a canvas; of several that wait, only the newest is drawn.
  public func present(_ canvas: Canvas) { mailbox.post { $0.canvas = canvas } }

  /// Paints the whole screen again, for when something else has written on it.
  public func redraw() { mailbox.post { $0.repaint = true } }

  /// Gives the terminal back and stops the process as ^Z does; paints again when it is continued.
  public func suspend() { mailbox.post { $0.suspend = true } }

  /// Puts text onto the clipboard of the person at the terminal, where the terminal allows it.
  ///
  /// Returns false, and copies nothing, where the text is longer than terminals take (74,000 bytes).
  @discardableResult
  public func copy(_ text: String) -> Bool {
    guard let sequence = Clipboard.sequence(for: text) else { return false }
    mailbox.post { $0.copies.append(sequence) }
    return true
  }

  /// Restores the terminal; returns within a second even where it takes no output any more.
  ///
  /// Not to be called from `onInput` or `onResize`: it waits for the thread that calls them.
  public func close() {
    let isFirst = isClosed.withLock { isClosed in
      defer { isClosed = true }
      return !isClosed
    }
    guard isFirst else { return }
    mailbox.post { $0.close = true }
    if ended.wait(timeout: .now() + .milliseconds(Self.patience)) == .success {
      terminal_guard_restore_mode()
      terminal_guard_disarm()
      signals.signal(SignalWatch.end)
      device.close()
      wake.close()
    } else {
      device.abandonOutput()
      terminal_guard_restore()
      terminal_guard_disarm()
      signals.signal(SignalWatch.end)
    }
  }
}
