import Testing

@testable import Terminal

@Suite struct TerminalModesTests {
  @Test func whatIsTurnedOnIsTurnedOff() {
    let modes = TerminalModes(mouse: true)
    let on = String(decoding: modes.on, as: UTF8.self).split(separator: "\u{1B}")
    let off = String(decoding: modes.off, as: UTF8.self).split(separator: "\u{1B}")
    #expect(Set(on.map { $0.dropLast() }) == Set(off.map { $0.dropLast() }))
    #expect(on.allSatisfy { $0.hasSuffix("h") } && off.allSatisfy { $0.hasSuffix("l") })
    #expect(TerminalModes(mouse: false).on == Array("\u{1B}[?2004h".utf8))
  }

  @Test func restoringEndsWithTheTerminalsOwnStrings() {
    let bytes = TerminalModes(mouse: false).restoring { name in
      ["cnorm": "<show>", "rmcup": "<leave>$<5/>"][name]
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}[?2004l<show><leave>\r")
  }
}
