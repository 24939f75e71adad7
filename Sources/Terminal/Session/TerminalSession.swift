import CTerminalGuard
import Charts
import Glibc

/// The terminal's life on its own thread: waits for input and requests, and does all that ncurses
/// does.
final class TerminalSession {
  /// What is told to the rest of the program; called on the terminal's thread.
  struct Callbacks: Sendable {
    var onInput: @Sendable (InputEvent) -> Void
    var onResize: @Sendable (Size) -> Void
    var onHangUp: @Sendable () -> Void
  }

  /// How long a lone Escape waits for the rest of a sequence, in milliseconds.
  private static let escapeDelay: Int32 = 25

  private let device: TerminalDevice
  private let screen: NcursesScreen
  private let modes: TerminalModes
  private let mailbox: Mailbox
  private let wake: WakePipe
  private let callbacks: Callbacks
  private var decoder: InputDecoder
  private var size: Size
  private var canvas: Canvas?
  private var hasHungUp = false

  init(
    device: TerminalDevice,
    screen: NcursesScreen,
    modes: TerminalModes,
    mailbox: Mailbox,
    wake: WakePipe,
    callbacks: Callbacks
  ) {
    self.device = device
    self.screen = screen
    self.modes = modes
    self.mailbox = mailbox
    self.wake = wake
    self.callbacks = callbacks
    decoder = InputDecoder(sequences: screen.keys)
    size = device.size
  }

  /// Runs until the mailbox asks to close, then gives the terminal back.
  func run() {
    terminal_guard_use_signal_stack()
    device.write(modes.on)
    screen.resize(to: size)
    while true {
      waitForWork()
      readInput()
      let requests = mailbox.take()
      if requests.close { break }
      perform(requests)
    }
    device.write(modes.off)
    screen.leave()
    screen.free()
  }

  private func waitForWork() {
    let input = pollfd(fd: hasHungUp ? -1 : device.control, events: Int16(POLLIN), revents: 0)
    var waiting = [input, pollfd(fd: wake.reading, events: Int16(POLLIN), revents: 0)]
    let timeout = decoder.isPending ? Self.escapeDelay : -1
    let ready = poll(&waiting, nfds_t(waiting.count), timeout)
    if ready == 0 { tell(decoder.flush()) }
  }

  private func readInput() {
    while !hasHungUp {
      guard let bytes = device.read() else {
        hasHungUp = true
        callbacks.onHangUp()
        return
      }
      if bytes.isEmpty { return }
      tell(decoder.feed(bytes))
    }
  }

  private func tell(_ events: [InputEvent]) {
    for event in events { callbacks.onInput(event) }
  }

  private func perform(_ requests: Mailbox.Requests) {
    for sequence in requests.copies { device.write(sequence) }
    if requests.suspend { suspend() }
    if requests.continued { comeBack() }
    if requests.resized || requests.suspend || requests.continued { adoptSize() }
    if let canvas = requests.canvas {
      self.canvas = canvas
      screen.present(canvas, size: size)
    }
    if requests.repaint { screen.repaint() }
  }

  private func adoptSize() {
    let now = device.size
    guard now != size else { return }
    size = now
    screen.resize(to: now)
    callbacks.onResize(now)
    if let canvas { screen.present(canvas, size: now) }
  }

  private func suspend() {
    device.write(modes.off)
    screen.leave()
    terminal_guard_restore_mode()
    terminal_guard_stop()
    comeBack()
  }

  private func comeBack() {
    screen.comeBack()
    device.write(modes.on)
  }
}
