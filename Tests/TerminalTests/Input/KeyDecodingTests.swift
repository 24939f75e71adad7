import Charts
import Testing

@testable import Terminal

@Suite struct KeyDecodingTests {
  private func events(_ text: String) -> [InputEvent] {
    var decoder = InputDecoder()
    return decoder.feed(Array(text.utf8)) + decoder.flush()
  }

  @Test(arguments: [
    ("a", Key(.character("a"))), ("G", Key(.character("G"))), ("连", Key(.character("连"))),
    ("\r", Key(.enter)), ("\n", Key(.enter)), ("\t", Key(.tab)), ("\u{7F}", Key(.backspace)),
    ("\u{8}", Key(.backspace)), ("\u{1B}", Key(.escape)),
    ("\u{4}", Key(.character("d"), control: true)),
    ("\0", Key(.character(" "), control: true)), ("\u{1D}", Key(.character("]"), control: true)),
  ])
  func charactersAndControls(text: String, key: Key) { #expect(events(text) == [.key(key)]) }

  @Test(arguments: [
    ("[A", Key.Code.up), ("OB", .down), ("[C", .right), ("OD", .left), ("[H", .home), ("OF", .end),
    ("[1~", .home), ("[4~", .end), ("[7~", .home), ("[3~", .delete), ("[5~", .pageUp),
    ("[6~", .pageDown), ("[Z", .backTab), ("OP", .function(1)), ("[[A", .function(1)),
    ("[11~", .function(1)), ("[15~", .function(5)), ("[21~", .function(10)),
    ("[24~", .function(12)),
    ("OM", .enter),
  ])
  func sequences(text: String, code: Key.Code) {
    #expect(events("\u{1B}" + text) == [.key(Key(code))])
  }

  @Test(arguments: [
    ("[1;5A", Key(.up, control: true)), ("[1;3D", Key(.left, alt: true)),
    ("[1;2P", Key(.function(1))),
    ("[3;5~", Key(.delete, control: true)), ("[5^", Key(.pageUp, control: true)),
    ("x", Key(.character("x"), alt: true)), ("é", Key(.character("é"), alt: true)),
    ("\u{1B}[A", Key(.up, alt: true)), ("[27;5;100~", Key(.character("d"), control: true)),
    ("[100;5u", Key(.character("d"), control: true)), ("[9;2u", Key(.backTab)),
  ])
  func modifiers(text: String, key: Key) { #expect(events("\u{1B}" + text) == [.key(key)]) }

  @Test func escapeTwiceIsTwoKeys() {
    #expect(events("\u{1B}\u{1B}") == [.key(Key(.escape)), .key(Key(.escape))])
    #expect(events("\u{1B}\u{1B}q") == [.key(Key(.escape)), .key(Key(.character("q"), alt: true))])
  }

  @Test func aLoneEscapeWaitsForTheRestOfASequence() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isPending)
    #expect(decoder.feed(Array("[".utf8)) == [])
    #expect(decoder.feed(Array("Ax".utf8)) == [.key(Key(.up)), .key(.character("x"))])
    #expect(!decoder.isPending)
  }

  @Test func charactersMayArriveInPieces() {
    var decoder = InputDecoder()
    let bytes = Array("连".utf8)
    #expect(decoder.feed(bytes.prefix(1)) == [])
    #expect(decoder.feed(bytes.dropFirst()) == [.key(.character("连"))])
  }

  @Test(arguments: ["\u{1B}[?62;4c", "\u{1B}[I", "\u{1B}[99~", "\u{1B}[1;1R", "\u{1B}OX"])
  func whatIsNotUnderstoodIsNoKey(text: String) {
    let tail = events(text + "q").last
    #expect(tail == .key(.character("q")))
    #expect(events(text).allSatisfy { $0 == .key(Key(.function(3))) })
  }

  @Test func brokenBytesAreDropped() {
    var decoder = InputDecoder()
    let bytes: [UInt8] = [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xE8, 0x41, 0xF4, 0x90, 0x80, 0x80]
    #expect(decoder.feed(bytes) + decoder.flush() == [.key(.character("A"))])
  }

  @Test func endlessSequencesAreBounded() {
    var decoder = InputDecoder()
    let flood = Array("\u{1B}[".utf8) + Array(repeating: UInt8(ascii: "1"), count: 100_000)
    let events = decoder.feed(flood) + decoder.feed(Array("q".utf8)) + decoder.flush()
    #expect(events.last == .key(.character("q")))
  }

  @Test func whateverFollowsEscapeIsSurvived() {
    var stuck = 0
    for first in UInt8.min...UInt8.max {
      for second in "\u{1B}[OM<0;~A\0\u{7F}é".utf8 {
        var decoder = InputDecoder()
        _ = decoder.feed([0x1B, first, second, UInt8(ascii: ";")])
        _ = decoder.flush()
        if decoder.isPending { stuck += 1 }
      }
    }
    #expect(stuck == 0)
  }
}
