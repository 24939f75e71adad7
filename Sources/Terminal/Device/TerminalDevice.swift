import Charts
import Glibc

/// The terminal's two descriptors: one that ncurses writes to and that may block, one to read from
/// and to restore the terminal with, which never does.
struct TerminalDevice: Sendable {
  /// Where ncurses writes.
  let output: Int32
  /// Where input is read from; opened O_NONBLOCK.
  let control: Int32

  /// Opens the device at `path`.
  init(path: String) throws(TerminalError) {
    let control = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard control >= 0 else { throw .noTerminal(device: path, errno: errno) }
    guard isatty(control) == 1 else {
      let code = errno
      Glibc.close(control)
      throw .noTerminal(device: path, errno: code)
    }
    let output = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard output >= 0 else {
      let code = errno
      Glibc.close(control)
      throw .noTerminal(device: path, errno: code)
    }
    self.output = output
    self.control = control
  }

  /// The size that the kernel knows; 80×24 where it knows none.
  var size: Size {
    var window = winsize()
    guard ioctl(control, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0
    else { return Size(width: 80, height: 24) }
    return Size(width: Int(window.ws_col), height: Int(window.ws_row))
  }

  /// Reads what has arrived; nil when the terminal has gone.
  func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(control, &buffer, buffer.count)
    if count > 0 { return Array(buffer.prefix(count)) }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? [] : nil
  }

  /// Writes bytes past ncurses, waiting where the terminal is slow.
  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends everything that ncurses still writes into the void, and frees a write that is stuck.
  func abandonOutput() {
    let void = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard void >= 0 else { return }
    dup2(void, output)
    Glibc.close(void)
    tcflush(control, TCOFLUSH)
  }

  /// Closes both descriptors.
  func close() {
    Glibc.close(output)
    Glibc.close(control)
  }
}
