import Glibc

extension TerminalError: CustomStringConvertible {
  /// What is wrong, where, and what to do about it, in one or two sentences.
  public var description: String {
    switch self {
    case .noTerminal(let device, let code):
      "no terminal at \(device): \(Self.reason(code)). "
        + "Run it in a terminal (over ssh with -t), or use `imtop snapshot` for one frame as text."
    case .unsuitable(""):
      "the terminal's type is not known: TERM is not set. "
        + "Set it to what your terminal is (xterm-256color fits most)."
    case .unsuitable(let term):
      "the terminal type \(Self.quoted(term)) cannot place text on the screen. "
        + "Set TERM to what your terminal is (xterm-256color fits most), "
        + "or use `imtop snapshot` for one frame as text."
    case .unknownType(let term):
      "the terminal type \(Self.quoted(term)) is not known on this host, "
        + "and neither is xterm-256color. Install ncurses-base (ncurses-term for rare types), "
        + "or set TERM to a type that `toe -a` lists."
    case .system(let operation, let code):
      "the terminal cannot be used: \(operation): \(Self.reason(code))."
    }
  }

  private static func reason(_ code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func quoted(_ term: String) -> String {
    let printable = term.unicodeScalars.prefix(40).map { scalar in
      scalar.isASCII && scalar.value >= 0x20 && scalar.value != 0x7F ? Character(scalar) : "?"
    }
    return "`\(String(printable))`"
  }
}
