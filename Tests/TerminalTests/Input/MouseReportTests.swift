import Charts
import Testing

@testable import Terminal

@Suite struct MouseReportTests {
  private func events(_ bytes: [UInt8]) -> [InputEvent] {
    var decoder = InputDecoder()
    return decoder.feed(bytes) + decoder.flush()
  }

  @Test(arguments: [
    ("<0;5;6M", MouseEvent(.press, at: Point(x: 4, y: 5))),
    ("<0;5;6m", MouseEvent(.release, at: Point(x: 4, y: 5))),
    ("<32;300;6M", MouseEvent(.drag, at: Point(x: 299, y: 5))),
    ("<64;1;1M", MouseEvent(.wheelUp, at: Point(x: 0, y: 0))),
    ("<65;1;1M", MouseEvent(.wheelDown, at: Point(x: 0, y: 0))),
    ("<16;2;2M", MouseEvent(.press, at: Point(x: 1, y: 1))),
  ])
  func extendedReports(text: String, event: MouseEvent) {
    #expect(events(Array("\u{1B}[\(text)".utf8)) == [.mouse(event)])
  }

  @Test func oldReports() {
    let begin = Array("\u{1B}[M".utf8)
    #expect(events(begin + [32, 37, 38]) == [.mouse(MouseEvent(.press, at: Point(x: 4, y: 5)))])
    #expect(events(begin + [35, 37, 38]) == [.mouse(MouseEvent(.release, at: Point(x: 4, y: 5)))])
    #expect(events(begin + [96, 33, 33]) == [.mouse(MouseEvent(.wheelUp, at: Point(x: 0, y: 0)))])
    #expect(events(begin + [32, 255, 33]) == [.mouse(MouseEvent(.press, at: Point(x: 222, y: 0)))])
  }

  @Test(arguments: [
    "<1;5;6M", "<2;5;6M", "<35;5;6M", "<0;0;0M", "<0;5M", "<M", "<0;9999999999999;1q",
  ])
  func otherButtonsAndBrokenReportsAreNothing(text: String) {
    let mouse = events(Array("\u{1B}[\(text)".utf8)).filter { event in
      if case .mouse(let mouse) = event {
        mouse.position.x < 0 || mouse.position.y < 0
      } else {
        true
      }
    }
    #expect(mouse == [])
  }
}
