import Terminal
import Testing

@Suite struct TerminalErrorTests {
  @Test(arguments: [
    (
      TerminalError.noTerminal(device: "/dev/tty", errno: 6),
      "no terminal at /dev/tty: No such device or address. Run it in a terminal (over ssh with -t), "
        + "or use `imtop snapshot` for one frame as text."
    ),
    (
      .unsuitable(term: "dumb"),
      "the terminal type `dumb` cannot place text on the screen. Set TERM to what your terminal is "
        + "(xterm-256color fits most), or use `imtop snapshot` for one frame as text."
    ),
    (
      .unsuitable(term: ""),
      "the terminal's type is not known: TERM is not set. "
        + "Set it to what your terminal is (xterm-256color fits most)."
    ),
    (
      .unknownType(term: "x\u{1B}"),
      "the terminal type `x?` is not known on this host, and neither is xterm-256color. Install "
        + "ncurses-base (ncurses-term for rare types), or set TERM to a type that `toe -a` lists."
    ),
    (
      .system(operation: "pipe", errno: 24),
      "the terminal cannot be used: pipe: Too many open files."
    ),
  ])
  func saysWhatIsWrongAndWhatToDo(error: TerminalError, text: String) {
    #expect(error.description == text)
  }
}
