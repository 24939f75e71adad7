import Charts
import Testing

@testable import Terminal

@Suite struct ScreenTextTests {
  private func characters(_ text: String, columns: (Int32) -> Int32) -> [[Int32]] {
    var canvas = Canvas(size: Size(width: 4, height: 1))
    canvas.write(text, at: Point(x: 0, y: 0))
    return ScreenText.characters(of: canvas.glyph(at: Point(x: 0, y: 0)), columns: columns)
  }

  @Test func marksFollowTheirBase() {
    let drawn = characters("e\u{301}") { $0 == 0x301 ? 0 : 1 }
    #expect(drawn == [[0x65, 0x301, 0]])
  }

  @Test func whatTheLibraryMeasuresOtherwiseIsReplacedInItsWidth() {
    #expect(characters("🫩") { _ in -1 } == [[0xFFFD, 0], [0xFFFD, 0]])
    #expect(characters("x") { _ in 2 } == [[0xFFFD, 0]])
  }

  @Test func marksThatTheLibraryDoesNotKnowAreLeftOut() {
    #expect(characters("e\u{1ACF}") { $0 == 0x65 ? 1 : -1 } == [[0x65, 0]])
  }
}
