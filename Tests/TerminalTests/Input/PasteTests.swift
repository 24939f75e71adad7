import Charts
import Testing

@testable import Terminal

@Suite struct PasteTests {
  private let begin = "\u{1B}[200~"
  private let end = "\u{1B}[201~"

  @Test func pastedTextIsOneEventWhateverItHolds() {
    var decoder = InputDecoder()
    let text = "a\u{1B}[A\r\n连"
    #expect(
      decoder.feed(Array((begin + text + end + "q").utf8)) == [.paste(text), .key(.character("q"))]
    )
  }

  @Test func aPasteMayArriveByteByByte() {
    var decoder = InputDecoder()
    var events: [InputEvent] = []
    for byte in (begin + "ab\u{1B}[20x" + end).utf8 { events += decoder.feed([byte]) }
    #expect(events == [.paste("ab\u{1B}[20x")])
    #expect(!decoder.isPending)
  }

  @Test func aHugePasteIsBounded() {
    var decoder = InputDecoder()
    _ = decoder.feed(Array(begin.utf8))
    for _ in 0..<3 { _ = decoder.feed(Array(repeating: UInt8(ascii: "x"), count: 1 << 19)) }
    guard case .paste(let text)? = decoder.feed(Array(end.utf8)).first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == InputDecoder.pasteLimit)
  }
}
