import Testing

@testable import LogStream

@Suite struct EventStreamTextTests {
  private func lines(_ text: String, pieces size: Int) -> (text: String, lastID: String) {
    var stream = EventStreamText(limit: 1_000)
    var lines: [UInt8] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      lines += stream.take(bytes[start..<min(bytes.count, start + size)])
    }
    return (String(decoding: lines, as: UTF8.self), stream.lastID)
  }

  @Test(arguments: [
    ("data: {\"a\":1}\n\n", "{\"a\":1}\n"), ("data:one\ndata: two\n\n", "one\ntwo\n"),
    ("data: a\r\n\r\ndata: b\r\n\r\n", "a\nb\n"), ("data: a\r\rdata: b\r\r", "a\nb\n"),
    (": ping\n\nevent: log\ndata: x\nretry: 10\n\n", "x\n"), ("\u{feff}data: x\n\n", "x\n"),
    ("data\n\n", "\n"), ("data:  two spaces\n\n", " two spaces\n"), ("data: unfinished\n", ""),
    ("nonsense\n\ndata: x\n\n", "x\n"),
  ])
  func dataOfEvents(text: String, expected: String) {
    for size in [1, 2, 3, 7, 1_000] {
      #expect(lines(text, pieces: size).text == expected, "\(size)")
    }
  }

  @Test func theLastIDIsThatOfAnEventThatWasDispatched() {
    #expect(lines("id: 7\ndata: a\n\n", pieces: 3).lastID == "7")
    #expect(lines("id: 7\ndata: a\n\nid: 8\ndata: b\n", pieces: 3).lastID == "7")
    #expect(lines("id: 7\ndata: a\n\ndata: b\n\n", pieces: 3).lastID == "7")
    #expect(lines("id: 7\n\nid\n\n", pieces: 3).lastID == "")
    #expect(lines("id: 7\n\nid: a\0b\n\n", pieces: 3).lastID == "7")
  }

  @Test func dataBeyondTheLimitIsLeftOutAndCounted() {
    var stream = EventStreamText(limit: 10)
    let long = Array(("data: " + String(repeating: "x", count: 100) + "\n\n").utf8)
    #expect(stream.take(long) == Array("xxxx\n".utf8))
    #expect(stream.cutLines == 1)
    #expect(stream.take(Array("data: y\n\n".utf8)) == Array("y\n".utf8))
  }
}
