import Testing

@testable import LogStream

@Suite struct NewlineCountTests {
  @Test(arguments: 0..<40)
  func countIsThatOfAPlainLoop(length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 % 3 == 0 ? 10 : 8 + $0 % 130) }
    #expect(bytes.newlineCount == bytes.count { $0 == 10 })
  }

  @Test func neighboursOfTheNewlineAreNotCounted() {
    #expect([0x0B, 0x09, 0x8A, 0x0A, 0x00, 0xFF, 0x0A, 0x0B, 0x0A].newlineCount == 3)
  }
}
