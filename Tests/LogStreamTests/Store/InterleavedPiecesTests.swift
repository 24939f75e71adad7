import LogModel
import Synchronization
import Testing

@testable import LogStream

/// Pieces of several lines that come in turns, and of lines that are long.
@Suite struct InterleavedPiecesTests {
  /// A container runtime's line, perhaps with a pod before it.
  private static func runtime(_ writer: String, _ tag: String, _ piece: String) -> String {
    let (pod, stream) = writer.contains("/") ? ("[pod/\(writer)] ", "stdout") : ("", writer)
    return "\(pod)2026-11-23T06:38:54.123456789Z \(stream) \(tag) \(piece)\n"
  }

  private static func docker(_ writer: String, _ tag: String, _ piece: String) -> String {
    let (pod, stream) = writer.contains("/") ? (writer, "stdout") : ("", writer)
    let name = pod.isEmpty ? "" : #","pod":"\#(pod)""#
    let log = piece.replacing("\"", with: "\\\"") + (tag == "F" ? #"\n"# : "")
    return #"{"log":"\#(log)","stream":"\#(stream)","time":"2026-11-23T06:38:54.123Z"\#(name)}"#
      + "\n"
  }

  private static func lines(
    _ wrap: (String, String, String) -> String,
    _ first: String,
    _ other: String
  )
    -> [String]
  {
    [
      wrap(first, "F", #"{"level":"info","msg":"begin"}"#),
      wrap(first, "P", #"{"level":"error","msg":"one","note":"al"#),
      wrap(other, "P", #"{"level":"warn","msg":"two","token":"ab"#),
      wrap(first, "P", #"pha","stat"#), wrap(other, "P", #"cdef","path":"/b"#),
      wrap(first, "F", #"us":500,"path":"/a","method":"GET","client_ip":"10.0.0.4"}"#),
      wrap(other, "F", #"eta","status":404}"#),
      wrap(first, "F", #"{"level":"info","msg":"end"}"#),
    ]
  }

  private static let texts = [
    lines(runtime, "stdout", "stderr"), lines(docker, "stdout", "stderr"),
    lines(runtime, "a/x", "b/x"), lines(docker, "a/x", "b/x"),
  ]

  @Test(arguments: texts, [true, false]) func eachPieceJoinsTheLineOfItsWriter(
    _ lines: [String],
    readsOneByOne: Bool
  ) {
    let fixture = StoreFixture()
    if readsOneByOne {
      for line in lines { fixture.read(line) }
    } else {
      fixture.read(lines.joined())
    }
    fixture.store.settle(isOver: true)
    expectBoth(fixture.records())
    #expect(fixture.store.progress(ofSource: 0).lines == lines.count)
    #expect(fixture.store.progress(ofSource: 0).notUnderstood == 0)
  }

  private func expectBoth(_ records: [LogRecord]) {
    #expect(records.map(\.message) == ["begin", "one", "two", "end"])
    guard records.count == 4 else { return }
    #expect(records[1].status == 500 && records[1].address == "10.0.0.4")
    #expect(records[1].path == "/a" && records[2].path == "/beta" && records[2].status == 404)
    #expect(records[1].text.contains("alpha") && !records[1].text.contains("two"))
    #expect(records[2].text.contains(#""token":"***""#) && !records[2].text.contains("cdef"))
  }

  @Test(arguments: texts, [1, 250, 400, 600, 1 << 20])
  func blocksOfThePastHoldThemWholeWhereverTheyEnd(_ lines: [String], _ blockSize: Int) {
    let fixture = StoreFixture()
    fixture.load(lines.joined() + lines[0], blockSize: blockSize, live: 10)
    expectBoth(Array(fixture.records().dropLast()))
    #expect(fixture.store.progress(ofSource: 0).lines == lines.count + 1)
    #expect(fixture.store.progress(ofSource: 0).notUnderstood == 0)
  }

  @Test(arguments: texts, [2, 3, 4, 5])
  func whatIsReadFirstMayBeginInTheMidstOfThem(_ lines: [String], _ lineCount: Int) {
    let fixture = StoreFixture()
    let live = lines.suffix(lineCount).joined().utf8.count
    fixture.load(lines.joined(), blockSize: 1 << 20, live: live, writtenBy: time(100))
    expectBoth(fixture.records())
  }

  @Test(arguments: ["alpha", "note:alpha", "/BETA/", "path:/beta"])
  func aWordThatLiesAcrossTwoPiecesIsFound(_ filter: String) throws {
    for lines in Self.texts {
      let fixture = StoreFixture()
      fixture.append(lines.joined())
      var compiled = CompiledFilter(try FilterParser.parse(filter), now: time(9))
      let snapshot = fixture.store.snapshot()
      compiled.prepare(for: snapshot)
      var reader = RecordReader()
      let found = snapshot.chunks.map { view in
        compiled.select(view, rows: 0..<view.count, in: snapshot, &reader).population
      }
      #expect(found.reduce(0, +) == 1, "\(filter)")
    }
  }

  @Test(arguments: texts, ["level:warn", "level:error"])
  func aSecretThatLiesAcrossTwoPiecesIsMaskedAsText(_ lines: [String], _ filter: String) throws {
    let directory = try TestDirectory()
    directory.append(lines.joined(), to: "a.log")
    let found = Mutex<[String]>([])
    let search = LogSearch(
      try FilterParser.parse(filter),
      in: [.file(directory.path("a.log"))],
      options: LogSearchOptions(goal: .hits(context: 0), now: beginning),
      onHit: { hit in
        found.withLock { $0.append(String(decoding: hit.text, as: UTF8.self)) }
        return true
      }
    )
    #expect(search.run().matches == 1)
    let text = found.withLock { $0.joined() }
    #expect(!text.contains("cdef") && text.contains(filter == "level:warn" ? "***" : "pha"))
    // Where nothing is to be hidden the pieces stand there as they do in the log.
    #expect(filter == "level:warn" || text.split(separator: "\n").count == 3)
  }

  @Test(arguments: [100_000, 900_000]) func aLongLineIsReadWholeAcrossBlocks(_ length: Int) {
    let fixture = StoreFixture()
    let long = String(repeating: "x", count: 16_000)
    fixture.read(Self.runtime("stdout", "P", #"{"level":"error","pad":""#))
    for _ in 0..<length / 16_000 { fixture.read(Self.runtime("stdout", "P", long)) }
    fixture.read(Self.runtime("stdout", "F", #"","msg":"behind","status":503}"#))
    let records = fixture.records()
    #expect(records.map(\.message) == ["behind"] && records.first?.status == 503)
    #expect(fixture.store.progress(ofSource: 0).truncated == 0)
  }

  @Test func whatIsTooLongIsCutAndCounted() {
    let fixture = StoreFixture()
    let long = String(repeating: "x", count: 16_000)
    fixture.read(Self.runtime("stdout", "P", #"{"level":"error","pad":""#))
    for _ in 0..<70 { fixture.read(Self.runtime("stdout", "P", long)) }
    fixture.read(Self.runtime("stdout", "F", #"","msg":"behind"}"#))
    fixture.read(Self.runtime("stdout", "F", #"{"level":"info","msg":"next"}"#))
    #expect(fixture.store.progress(ofSource: 0).truncated == 1)
    #expect(fixture.records().map(\.message).last == "next" && fixture.records().count == 2)
  }

  @Test(arguments: [100, 200, 1_000])
  func aLineWhoseEndDoesNotComeIsShownAfterFiveSeconds(_ interval: Int) {
    let fixture = StoreFixture()
    fixture.read(Self.runtime("stdout", "P", "no end"))
    let begin = ContinuousClock.now
    var waited = 0
    while fixture.records().isEmpty, waited < 10_000 {
      fixture.store.settle(at: begin + .milliseconds(waited))
      waited += interval
    }
    #expect(waited == 5_000 + interval && fixture.records().first?.message == "no end")
    fixture.read(Self.runtime("stdout", "F", #"{"level":"info","msg":"next"}"#))
    #expect(fixture.records().map(\.message) == ["no end", "next"])
  }

  @Test func ofTooManyOpenLinesTheOldestIsShown() {
    let fixture = StoreFixture()
    for pod in 0..<17 { fixture.read(Self.runtime("\(pod)/x", "P", "text \(pod) ")) }
    #expect(fixture.records().map(\.message) == ["text 0"])
    for pod in 1..<17 { fixture.read(Self.runtime("\(pod)/x", "F", "end")) }
    fixture.store.settle(isOver: true)
    #expect(fixture.records().last?.message == "text 16 end")
    #expect(fixture.store.snapshot().recordCount == 17)
  }

  @Test func linesBehindPiecesOfOthersContinueTheirOwnRecord() {
    let fixture = StoreFixture()
    fixture.read(
      Self.runtime("stderr", "F", #"{"level":"error","msg":"failed"}"#)
        + Self.runtime("stdout", "P", "part ") + Self.runtime("stderr", "F", "\tat im.Hub.send")
        + Self.runtime("stderr", "F", "\tat im.Hub.run") + Self.runtime("stdout", "F", "end")
    )
    fixture.store.settle(isOver: true)
    let records = fixture.records()
    #expect(records.map(\.message) == ["failed", "part end"])
    #expect(records.first?.text.split(separator: "\n").count == 3)
    #expect(records.first?.text.contains("part") == false)
  }
}
