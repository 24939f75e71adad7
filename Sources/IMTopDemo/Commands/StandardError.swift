import Glibc

/// The stream for what goes wrong.
enum StandardError {
  /// Prints the text and a line feed.
  static func print(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
