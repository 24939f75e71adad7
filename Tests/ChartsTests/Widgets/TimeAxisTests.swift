import Charts
import Testing

@Suite struct TimeAxisTests {
  private func border(width: Int) -> String {
    let ticks = [
      (position: 0.05, label: "15m"), (position: 0.35, label: "10m"), (position: 0.7, label: "5m"),
      (position: 1, label: "now"),
    ]
    var canvas = Canvas(size: Size(width: width, height: 2))
    Box(title: []).draw(in: Rect(canvas.size), on: &canvas)
    TimeAxis(ticks: ticks).draw(in: Rect(x: 1, y: 1, width: width - 2, height: 1), on: &canvas)
    return canvas.text()[1]
  }

  @Test func labelsStandInTheBorder() {
    #expect(border(width: 42) == "╰ 15m ─────── 10m ──────── 5m ─────── now╯")
  }

  @Test func labelsWithoutRoomAreLeftOutTheEndLast() {
    #expect(border(width: 20) == "╰15m  10m ─ 5m  now╯")
    #expect(border(width: 12) == "╰15m ── now╯")
    #expect(border(width: 8) == "╰── now╯")
    #expect(border(width: 5) == "╰now╯")
    #expect(border(width: 3) == "╰─╯")
  }

  @Test func positionsOutsideAreNotDrawn() {
    let axis = TimeAxis(ticks: [(-0.1, "a"), (1.1, "b"), (.nan, "c"), (0.5, "d")])
    #expect(drawing(of: axis, width: 9, height: 1) == ["    d"])
  }
}
