import LogModel
import Testing

@testable import LogStream

@Suite struct StatusBoardTests {
  @Test func namesAreMadeDistinct() {
    let board = StatusBoard()
    _ = board.register(name: "im.log", location: "/a/gw-1/im.log")
    _ = board.register(name: "im.log", location: "/a/gw-2/im.log")
    _ = board.register(name: "im.log", location: "/b/gw-2/im.log")
    _ = board.register(name: "im.log", location: "/b/gw-2/im.log")
    #expect(
      (0..<4).map { board.name(of: $0) }
        == ["im.log", "gw-2/im.log", "/b/gw-2/im.log", "im.log#2"]
    )
  }

  @Test func onlyNewLinesCountInTheRate() {
    let board = StatusBoard()
    let number = board.register(name: "im.log", location: "im.log")
    board.count(number, lines: 1000, isNew: false, now: .seconds(1))
    board.count(number, lines: 10, isNew: true, now: .seconds(1))
    let status = board.snapshot(now: .seconds(2), completedBy: RecordingSink())[number]
    #expect(status.lines == 1010)
    #expect(status.linesPerSecond == 10)
  }

  @Test func unknownNumbersAreIgnored() {
    let board = StatusBoard()
    board.update(3) { $0.lines = 1 }
    board.count(3, lines: 1, isNew: true, now: .zero)
    #expect(board.name(of: 3).isEmpty)
  }
}
