import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite("Lines that a container runtime cut into pieces") struct LinePiecesTests {
  private static let pieces = [
    #"{"level":"error","msg":"long one","token":"ab"#, #"cdef","stat"#,
    #"us":500,"path":"/a","method":"GET","client_ip":"10.0.0.4","span_id":"s1"}"#,
  ]

  private static let runtime = zip(pieces, ["P", "P", "F"]).map { piece, tag in
    "2026-11-23T06:38:54.123456789Z stdout \(tag) \(piece)"
  }

  private static let docker = zip(pieces, ["", "", #"\n"#]).map { piece, end in
    let log = piece.replacing("\"", with: "\\\"") + end
    return #"{"log":"\#(log)","stream":"stdout","time":"2026-11-23T06:38:54.123Z"}"#
  }

  /// By which a reader knows that Docker's lines end with a newline.
  private static let whole =
    #"{"log":"{\"level\":\"info\",\"msg\":\"whole\"}\n","stream":"stdout","time":"2026-11-23T06:38:51Z"}"#

  @Test(arguments: [runtime, docker], [LogBlock.Order.live, .history])
  func theRecordSaysWhatTheWholeLineSays(_ lines: [String], _ order: LogBlock.Order) throws {
    let fixture = StoreFixture()
    let text = ([Self.whole] + lines).map { $0 + "\n" }.joined()
    switch order {
    case .live: fixture.append(text)
    case .history: fixture.load(text + Self.whole + "\n", blockSize: 4_000, live: 10)
    }
    try expectWhole(fixture)
  }

  @Test func piecesThatComeOneByOneAreOneRecord() throws {
    let fixture = StoreFixture()
    for line in [Self.whole] + Self.runtime { fixture.read(line + "\n") }
    fixture.store.settle(isOver: true)
    try expectWhole(fixture)
  }

  private func expectWhole(_ fixture: StoreFixture) throws {
    let records = fixture.records()
    let record = try #require(records.dropFirst().first)
    #expect(record.message == "long one" && record.status == 500 && record.level == .error)
    #expect(record.path == "/a" && record.address == "10.0.0.4" && record.span == "s1")
    #expect(!record.text.contains("cdef") && record.text.contains(#""token":"***""#))
    let snapshot = fixture.store.snapshot()
    let errors = snapshot.chunks.map { view in
      (0..<view.count).count { view.chunk.status[$0] == 500 }
    }
    #expect(errors.reduce(0, +) == 1)
    #expect(snapshot.recordCount - records.count == 0 && records.count <= 3)
  }

  @Test func textInPiecesIsOneMessage() {
    var parser = LineParser()
    let time = "2026-11-23T06:38:54.123456789Z stderr "
    #expect(parser.read(time + "P panic: part one, ").parsed.isPiece)
    let last = parser.read(time + "F part two")
    #expect(!last.parsed.isContinuation && last.parsed.isJoined && last.parsed.level == .fatal)
    #expect(parser.read(time + "F goroutine 1 [running]:").parsed.isContinuation)
  }

  @Test(arguments: ["", " ", "  "])
  func blanksBetweenPiecesStayAsTheyAre(_ blanks: String) {
    var parser = LineParser()
    let time = "2026-11-23T06:38:54.123456789Z stderr "
    for piece in ["hello", blanks] { #expect(parser.read(time + "P " + piece).parsed.isPiece) }
    _ = parser.read(time + "F world")
    #expect(parser.wrapping.joined.bytes == Array("hello\(blanks)world".utf8))
  }

  @Test func aLineOfAnotherStreamIsItsOwn() {
    var parser = LineParser()
    let time = "2026-11-23T06:38:54.123456789Z "
    _ = parser.read(time + "stdout P {\"level\":")
    let other = parser.read(time + #"stderr F {"level":"warn","msg":"a"}"#)
    #expect(other.parsed.level == .warn && !other.parsed.isContinuation)
    #expect(parser.read(time + #"stdout F "error"}"#).parsed.level == .error)
  }

  @Test func whereNoLineEndsWithANewlineEachIsWhole() {
    var parser = LineParser()
    let line = Self.whole.replacing(#"\n"#, with: "")
    #expect(parser.read(line).parsed.level == .info)
    #expect(!parser.read(line).parsed.isContinuation)
  }
}
