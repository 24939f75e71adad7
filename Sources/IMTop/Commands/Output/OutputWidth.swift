import Glibc

/// How wide standard output is.
enum OutputWidth {
  /// The columns of the terminal; nil where there is none, or its width is not known.
  static var columns: Int? {
    var window = winsize()
    guard isatty(STDOUT_FILENO) == 1,
      ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0
    else { return nil }
    return Int(window.ws_col)
  }
}
