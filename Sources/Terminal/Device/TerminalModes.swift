/// What is asked of the terminal beyond ncurses, and how all of it is undone.
struct TerminalModes: Equatable, Sendable {
  /// Whether the mouse is asked for.
  var mouse: Bool

  /// Turns the modes on: presses, drags and the wheel with coordinates of any size, and marks
  /// around pasted text.
  var on: [UInt8] {
    Array(((mouse ? "\u{1B}[?1002h\u{1B}[?1006h" : "") + "\u{1B}[?2004h").utf8)
  }

  /// Turns them off.
  var off: [UInt8] {
    Array(((mouse ? "\u{1B}[?1006l\u{1B}[?1002l" : "") + "\u{1B}[?2004l").utf8)
  }

  /// The bytes that restore the terminal when ncurses cannot any more.
  ///
  /// `capability` gives the strings of the terminal's description.
  func restoring(_ capability: (String) -> String?) -> [UInt8] {
    let strings = ["sgr0", "op", "cnorm", "rmkx", "rmcup"].compactMap(capability)
    return off + strings.flatMap { Self.withoutPadding($0) } + Array("\r".utf8)
  }

  /// A string without its delays, `$<5>`: there is no time for them.
  static func withoutPadding(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if rest.starts(with: "$<".utf8), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
