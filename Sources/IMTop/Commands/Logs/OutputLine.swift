import Glibc

/// Lines on standard output.
enum OutputLine {
  /// Writes a line, `atOnce` or when enough has come together; false when nobody reads any more.
  static func write(_ line: [UInt8], atOnce: Bool) -> Bool {
    guard let file = stream.file else { return false }
    let isWritten = fwrite(line, 1, line.count, file) == line.count && fputc(0x0a, file) == 0x0a
    return isWritten && (!atOnce || fflush(file) == 0)
  }

  /// A buffered stream of its own, since the C library's is a mutable global; flushed at the exit.
  private struct Stream: @unchecked Sendable {
    let file = fdopen(dup(STDOUT_FILENO), "w")
  }

  private static let stream = Stream()
}
