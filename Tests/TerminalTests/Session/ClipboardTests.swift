import Testing

@testable import Terminal

@Suite struct ClipboardTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ("连接", "6L+e5o6l"),
  ])
  func base64(text: String, encoded: String) {
    #expect(Clipboard.base64(Array(text.utf8)) == Array(encoded.utf8))
  }

  @Test func textTravelsInOneSequence() {
    #expect(Clipboard.sequence(for: "foo") == Array("\u{1B}]52;c;Zm9v\u{7}".utf8))
  }

  @Test func whatTerminalsDoNotTakeIsRefused() {
    #expect(Clipboard.sequence(for: String(repeating: "x", count: Clipboard.limit)) != nil)
    #expect(Clipboard.sequence(for: String(repeating: "x", count: Clipboard.limit + 1)) == nil)
  }
}
