/// Why there is no terminal to draw on.
public enum TerminalError: Error, Hashable, Sendable {
  /// There is no terminal, or it cannot be opened: the device and the errno.
  case noTerminal(device: String, errno: Int32)
  /// The type of the terminal cannot place text anywhere on the screen.
  case unsuitable(term: String)
  /// The type of the terminal is not known here, nor is the one that stands in for it.
  case unknownType(term: String)
  /// The system refused something that a terminal needs: what, and the errno.
  case system(operation: String, errno: Int32)
}
