import LogModel
import Testing

@testable import LogStream

@Suite("Plain text behind a wrapper that gives its time") struct WrappedTextTests {
  private static func runtime(
    _ text: String,
    _ second: Int = 54,
    _ stream: String = "stderr"
  )
    -> String
  {
    "2026-11-23T06:38:\(second).123456789Z \(stream) F \(text)"
  }

  private static func docker(
    _ text: String,
    _ second: Int = 54,
    _ stream: String = "stderr"
  )
    -> String
  {
    let log = text.replacing("\t", with: #"\t"#)
    return
      #"{"log":"\#(log)\n","stream":"\#(stream)","time":"2026-11-23T06:38:\#(second).123456789Z"}"#
  }

  private static let wrappers = [runtime, docker]

  @Test(arguments: [
    ("ERROR plain", Level.error, "plain"), ("[ERROR] plain", .error, "plain"),
    ("INFO [main] x", .info, "[main] x"), ("[main] WARN x", .warn, "x"),
    ("error: no route", .error, "no route"),
  ])
  func theLevelIsReadAsBehindATime(_ text: String, _ level: Level, _ message: String) {
    for wrap in Self.wrappers {
      let line = LineParser.read(wrap(text, 54, "stderr"))
      #expect(line.parsed.level == level && line.message == message && line.parsed.isUnderstood)
      #expect(line.parsed.time == 1_795_415_934_123)
    }
  }

  @Test func aLineWithALevelContinuesNothing() {
    for wrap in Self.wrappers {
      var parser = LineParser()
      let lines = [
        wrap("2026-11-23 06:38:51 ERROR failed", 54, "stderr"),
        wrap("java.lang.IllegalStateException: ERROR no", 54, "stderr"),
        wrap("ERROR plain", 54, "stderr"), wrap("im.Oops: no", 54, "stderr"),
        wrap("listening", 59, "stderr"), wrap("panic: boom", 59, "stderr"),
        wrap("[INFO] begun", 59, "stderr"),
      ]
      #expect(
        lines.map { parser.read($0).parsed.isContinuation }
          == [false, true, false, true, true, false, false]
      )
    }
  }

  @Test func textLongBehindALineContinuesNothing() {
    for wrap in Self.wrappers {
      var parser = LineParser()
      let lines = [wrap("ERROR a", 10, "stderr"), wrap("b", 15, "stderr"), wrap("c", 21, "stderr")]
      #expect(lines.map { parser.read($0).parsed.isContinuation } == [false, true, false])
    }
  }

  @Test func theCauseOfARecoveredPanicMayNameALevel() {
    var parser = LineParser()
    _ = parser.read(
      Self.runtime("2026/11/23 06:38:54 [Recovery] 2026/11/23 - 06:38:54 panic recovered:")
    )
    #expect(parser.read(Self.runtime("ERROR: duplicate key")).reason == "ERROR: duplicate key")
  }

  @Test func theStackStandsWithoutWrappers() {
    for wrap in Self.wrappers {
      let fixture = StoreFixture()
      let lines = ["panic: boom", "goroutine 1 [running]:", "main.main()", "\tmain.go:1"]
      fixture.append(lines.map { wrap($0, 54, "stderr") + "\n" }.joined())
      let records = fixture.records()
      #expect(records.map(\.stack) == ["goroutine 1 [running]:\nmain.main()\n\tmain.go:1"])
      #expect(records.first?.text.contains("stderr") == true)
    }
  }
}
