import Glibc

/// Lines on standard output.
enum OutputLine {
  /// Writes a line, `atOnce` or when enough has come together; false when nobody reads any more.
  static func write(_ line: [UInt8], atOnce: Bool) -> Bool {
    guard let file = stream.file else { return false }
    let isWritten = fwrite(line, 1, line.count, file) == line.count && fputc(0x0a, file) == 0x0a
    return isWritten && (!atOnce || fflush(file) == 0)
  }

  /// Writes a text.
  static func write(_ text: String) {
    guard let file = stream.file else { return }
    let bytes = Array(text.utf8)
    _ = fwrite(bytes, 1, bytes.count, file)
  }

  /// Whether something that was to be written has been lost.
  static var hasFailed: Bool { stream.file.map { ferror($0) != 0 } ?? true }

  /// Ends the process by SIGPIPE, as a write would have that some library has kept from it, where the
  /// reader of standard output has gone.
  static func endWithItsReader() {
    var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    guard poll(&output, 1, 0) == 1, output.revents & Int16(POLLERR) != 0 else { return }
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
  }

  /// A buffered stream of its own, since the C library's is a mutable global; flushed at the exit.
  private struct Stream: @unchecked Sendable {
    let file = fdopen(dup(STDOUT_FILENO), "w")
  }

  private static let stream = Stream()
}

/// Writes to standard output as the standard library does, but remembers when that failed.
func print(_ text: String, terminator: String = "\n") {
  OutputLine.write(text + terminator)
}
