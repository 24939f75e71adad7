import IMServer
import Testing

@Suite struct UTF8CheckTests {
  @Test(arguments: ["", "plain", "κόσμε", "好👍", "\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}"])
  func textPassesWhereverItIsCut(text: String) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var check = UTF8Check()
      let passes = check.accept(bytes[..<cut]) && check.accept(bytes[cut...])
      #expect(passes && check.isComplete)
    }
  }

  /// Each is refused at its last byte and not before.
  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0], [0xC1], [0xF5], [0xFF], [0xC3, 0x28], [0xE0, 0x9F], [0xED, 0xA0],
      [0xE2, 0x82, 0x28], [0xF0, 0x8F], [0xF4, 0x90], [0xF1, 0x80, 0x80, 0x41],
    ] as [[UInt8]]
  )
  func wrongByteIsSeenAtOnce(bytes: [UInt8]) {
    var check = UTF8Check()
    let isBegun = check.accept(bytes.dropLast())
    let isRefused = !check.accept(bytes.suffix(1))
    #expect(isBegun && isRefused)
  }

  @Test func agreesWithTheStandardLibraryOnEverySequenceOfTwoBytes() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        var check = UTF8Check()
        let passes = check.accept([first, second]) && check.isComplete
        #expect(passes == (String(validating: [first, second], as: UTF8.self) != nil))
      }
    }
  }
}
