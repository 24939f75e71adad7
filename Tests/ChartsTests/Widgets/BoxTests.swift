import Charts
import Testing

@Suite struct BoxTests {
  private let box = Box(
    title: [Run("Connections  9,481 ▼21%")],
    trailing: [Run("by errors ▾")],
    footer: [Run("v")]
  )

  @Test func titlesStandInTheBorder() {
    #expect(
      drawing(of: box, width: 44, height: 3) == [
        "╭ Connections  9,481 ▼21% ──── by errors ▾ ╮",
        "│                                          │",
        "╰─────────────────────────────────────── v ╯",
      ]
    )
  }

  @Test func withoutRoomTheTrailingTitleGoesAndTheTitleIsCut() {
    #expect(drawing(of: box, width: 30, height: 2)[0] == "╭ Connections  9,481 ▼21% ───╮")
    #expect(drawing(of: box, width: 16, height: 2)[0] == "╭ Connections… ╮")
    #expect(drawing(of: box, width: 4, height: 2) == ["╭──╮", "╰──╯"])
  }

  @Test func focusIsSeenWithoutColour() {
    var focused = box
    focused.isFocused = true
    #expect(
      drawing(of: focused, width: 12, height: 3) == [
        "┏ Connect… ┓", "┃          ┃", "┗━━━━━━━ v ┛",
      ]
    )
    #expect(
      drawing(of: focused, width: 12, height: 3, glyphs: .ascii) == [
        "+ Connect~ +", "|          |", "+======= v +",
      ]
    )
  }

  @Test func whatIsInsideStays() {
    var canvas = Canvas(size: Size(width: 6, height: 3))
    canvas.write("in", at: Point(x: 1, y: 1))
    Box(title: []).draw(in: Rect(canvas.size), on: &canvas)
    #expect(canvas.text() == ["╭────╮", "│in  │", "╰────╯"])
    #expect(Box.interior(of: Rect(canvas.size)) == Rect(x: 1, y: 1, width: 4, height: 1))
  }
}
