import Charts
import Glibc
import Testing

@testable import Terminal

/// The real terminal code on a pseudo-terminal; one at a time, for ncurses is one for the process.
@Suite(.serialized) struct TerminalOnPTYTests {
  private let keys = Recorder<InputEvent>()
  private let sizes = Recorder<Size>()

  private func terminal(
    on pty: PseudoTerminal,
    term: String = "xterm-256color",
    glyphs: Canvas.Glyphs = .unicode
  ) throws(TerminalError) -> Terminal {
    try Terminal(
      options: Terminal.Options(term: term, glyphs: glyphs, colors: .indexed, device: pty.path),
      onInput: { [keys] in keys.record($0) },
      onResize: { [sizes] in sizes.record($0) }
    )
  }

  private func canvas(_ text: String, size: Size) -> Canvas {
    var canvas = Canvas(size: size)
    canvas.write(text, at: Point(x: 0, y: 0), style: Style(.red))
    return canvas
  }

  @Test func showsACanvasAndGivesTheTerminalBack() throws {
    let pty = try #require(PseudoTerminal(width: 40, height: 10))
    let terminal = try terminal(on: pty)
    #expect(terminal.size == Size(width: 40, height: 10))
    terminal.present(canvas("hello 连接", size: terminal.size))
    let shown = pty.output(until: "连接")
    #expect(shown.contains("\u{1B}[?1049h") && shown.contains("\u{1B}[?1006h"))
    #expect(!pty.isCooked)
    terminal.close()
    let restored = pty.output(silentFor: 50)
    #expect(restored.contains("\u{1B}[?1049l") && restored.contains("\u{1B}[?1006l"))
    #expect(restored.contains("\u{1B}[?2004l") && restored.contains("\u{1B}[?25h"))
    #expect(pty.isCooked)
  }

  @Test func sendsOnlyWhatChanged() throws {
    let pty = try #require(PseudoTerminal(width: 40, height: 10))
    let terminal = try terminal(on: pty)
    defer { terminal.close() }
    terminal.present(canvas("count 1", size: terminal.size))
    _ = pty.output(until: "count 1")
    _ = pty.output(silentFor: 50)
    terminal.present(canvas("count 1", size: terminal.size))
    #expect(pty.output(silentFor: 100) == "")
    terminal.present(canvas("count 2", size: terminal.size))
    let change = pty.output(silentFor: 100)
    #expect(change.contains("2") && !change.contains("count"))
    terminal.redraw()
    #expect(pty.output(until: "count 2").contains("count 2"))
  }

  @Test func tellsKeysMouseAndPastes() throws {
    let pty = try #require(PseudoTerminal(width: 40, height: 10))
    let terminal = try terminal(on: pty)
    defer { terminal.close() }
    pty.type("q\u{1B}OA\u{3}\u{1B}[<0;2;3M\u{1B}[200~text\u{1B}[201~\u{1B}")
    #expect(
      keys.first(6) == [
        .key(.character("q")), .key(Key(.up)), .key(Key(.character("c"), control: true)),
        .mouse(MouseEvent(.press, at: Point(x: 1, y: 2))), .paste("text"), .key(Key(.escape)),
      ]
    )
  }

  @Test func followsTheSizeDownToOneCell() throws {
    let pty = try #require(PseudoTerminal(width: 40, height: 10))
    let terminal = try terminal(on: pty)
    defer { terminal.close() }
    let wanted = [Size(width: 1, height: 1), Size(width: 90, height: 30)]
    for (index, size) in wanted.enumerated() {
      pty.resize(width: UInt16(size.width), height: UInt16(size.height))
      kill(getpid(), SIGWINCH)
      #expect(sizes.first(index + 1).last == size)
    }
    #expect(terminal.size == Size(width: 90, height: 30))
    terminal.present(canvas("wide", size: terminal.size))
    #expect(pty.output(until: "wide").contains("wide"))
  }

  @Test func copiesThroughTheTerminal() throws {
    let pty = try #require(PseudoTerminal(width: 40, height: 10))
    let terminal = try terminal(on: pty)
    defer { terminal.close() }
    #expect(terminal.copy("foo"))
    #expect(pty.output(until: "Zm9v").contains("\u{1B}]52;c;Zm9v\u{7}"))
  }

  @Test func closesAndRestoresThoughTheTerminalIsBlocked() throws {
    let pty = try #require(PseudoTerminal(width: 200, height: 60))
    let terminal = try terminal(on: pty)
    var canvas = Canvas(size: terminal.size)
    for y in 0..<60 {
      for x in 0..<100 {
        canvas.write(
          "连",
          at: Point(x: x * 2, y: y),
          style: Style(.indexed(UInt8(17 + (x + y) % 200)))
        )
      }
    }
    terminal.present(canvas)
    let before = ContinuousClock.now
    terminal.close()
    #expect(ContinuousClock.now - before < .seconds(2))
    #expect(pty.isCooked)
    #expect(pty.output(silentFor: 100).contains("\u{1B}[?1049l"))
  }

  @Test(arguments: ["dumb", "", "unknown"])
  func refusesWhatCannotPlaceText(term: String) throws {
    let pty = try #require(PseudoTerminal(width: 40, height: 10))
    #expect(throws: TerminalError.unsuitable(term: term)) { try terminal(on: pty, term: term) }
    #expect(pty.isCooked)
  }

  @Test func unknownTypesAreTakenForXterm() throws {
    let pty = try #require(PseudoTerminal(width: 40, height: 10))
    let terminal = try terminal(on: pty, term: "a-terminal-nobody-knows")
    terminal.present(canvas("hello", size: terminal.size))
    #expect(pty.output(until: "hello").contains("\u{1B}[?1049h"))
    terminal.close()
  }

  @Test func withoutATerminalItSaysWhere() {
    #expect(throws: TerminalError.noTerminal(device: "/dev/null", errno: ENOTTY)) {
      try Terminal(
        options: Terminal.Options(device: "/dev/null"),
        onInput: { _ in },
        onResize: { _ in }
      )
    }
  }
}
