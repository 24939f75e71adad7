import Charts
import Testing

@Suite struct LayoutTests {
  private func rows(_ lengths: [Layout.Length], height: Int) -> String {
    let rects = Layout.rows(lengths, in: Rect(x: 0, y: 0, width: 1, height: height))
    return sketch(rects.map { $0.y..<($0.y + $0.height) }, total: height)
  }

  private func columns(_ lengths: [Layout.Length], width: Int) -> String {
    let rects = Layout.columns(lengths, in: Rect(x: 0, y: 0, width: width, height: 1))
    return sketch(rects.map { $0.x..<($0.x + $0.width) }, total: width)
  }

  /// The parts as letters, what no part takes as dots.
  private func sketch(_ spans: [Range<Int>], total: Int) -> String {
    var text = Array(repeating: Character("."), count: total)
    for (span, letter) in zip(spans, "abcdefgh") {
      for index in span { text[index] = letter }
    }
    return String(text)
  }

  @Test func fixedPartsTakeTheirLength() {
    #expect(rows([.fixed(1), .fixed(3)], height: 6) == "abbb..")
  }

  @Test func weightsShareTheRestWithoutAGap() {
    #expect(columns([.weight(1), .weight(1), .weight(1)], width: 10) == "aaabbbbccc")
    #expect(columns([.fixed(2), .weight(2), .weight(1)], width: 11) == "aabbbbbbccc")
  }

  @Test func leastLengthsAreGrantedBeforeShares() {
    #expect(rows([.weight(1), .atLeast(4, weight: 0)], height: 6) == "aabbbb")
    #expect(rows([.atLeast(2, weight: 1), .atLeast(2, weight: 3)], height: 8) == "aaabbbbb")
  }

  @Test func withoutRoomTheLastGiveWay() {
    #expect(rows([.fixed(2), .fixed(3), .weight(1)], height: 4) == "aabb")
    #expect(rows([.fixed(2), .fixed(3)], height: 1) == "a")
    #expect(rows([.weight(1), .fixed(1)], height: 0) == "")
  }

  @Test func partsKeepTheOtherDirectionAndTheOrigin() {
    let rects = Layout.rows([.fixed(1), .weight(1)], in: Rect(x: 3, y: 4, width: 7, height: 5))
    #expect(
      rects == [Rect(x: 3, y: 4, width: 7, height: 1), Rect(x: 3, y: 5, width: 7, height: 4)]
    )
  }

  @Test func hostileLengthsStayInside() {
    let rect = Rect(x: 0, y: 0, width: 9, height: 1)
    let lengths: [Layout.Length] = [
      .fixed(-4), .weight(.max), .weight(-1), .atLeast(.max, weight: 1),
    ]
    for part in Layout.columns(lengths, in: rect) {
      #expect(part.x >= 0 && part.x + part.width <= 9)
    }
  }
}
