import Glibc

/// A pseudo-terminal whose other side the test plays.
final class PseudoTerminal {
  private let master: Int32
  private let slave: Int32
  /// The device to open.
  let path: String

  /// A pseudo-terminal of a size; nil where the system gives none.
  init?(width: UInt16, height: UInt16) {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&master, &slave, &name, nil, nil) == 0 else { return nil }
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.master = master
    self.slave = slave
    resize(width: width, height: height)
  }

  deinit {
    close(slave)
    close(master)
  }

  /// Gives the terminal another size.
  func resize(width: UInt16, height: UInt16) {
    var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Sends what a person types.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Whether lines are edited and echoed, as a shell needs it.
  var isCooked: Bool {
    var mode = termios()
    tcgetattr(slave, &mode)
    return mode.c_lflag & tcflag_t(ICANON) != 0 && mode.c_lflag & tcflag_t(ECHO) != 0
  }

  /// What the program has written until it holds `text`, or for at most ten seconds.
  func output(until text: String) -> String {
    read(waiting: 10_000) { String(decoding: $0, as: UTF8.self).contains(text) }
  }

  /// What the program writes until it is silent for `milliseconds`.
  func output(silentFor milliseconds: Int32) -> String {
    read(waiting: milliseconds) { _ in false }
  }

  private func read(waiting milliseconds: Int32, until isEnough: ([UInt8]) -> Bool) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while !isEnough(bytes), poll(&ready, 1, milliseconds) == 1 {
      let count = Glibc.read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
