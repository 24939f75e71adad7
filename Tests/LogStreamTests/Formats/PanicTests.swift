import LogModel
import Testing

@testable import LogStream

@Suite struct PanicTests {
  private static let trace = """


    \u{1b}[31m2026/11/23 06:39:09 [Recovery] 2026/11/23 - 06:39:09 panic recovered:
    GET /api/v1/panic HTTP/1.1\r
    Cookie: session=1\r
    \r
    assignment to entry in nil map
    gin-im/main.go:137 (0xa3ac46)
    \tfoo()
    \u{1b}[0m
    """

  @Test func aRecoveredPanicIsOneErrorOfItsTime() {
    var parser = LineParser()
    let lines = Self.trace.utf8.split(separator: 0x0a, omittingEmptySubsequences: false).map {
      parser.read(String(decoding: $0, as: UTF8.self))
    }
    #expect(
      lines.map(\.parsed.isContinuation) == [true, true, false] + Array(repeating: true, count: 7)
    )
    #expect(lines.map(\.parsed.isUnderstood) == Array(repeating: true, count: 10))
    #expect(lines[2].parsed.level == .error)
    #expect(lines[2].parsed.time == 1_795_415_949_000)
    let next = parser.read("some other text")
    #expect(!next.parsed.isContinuation)
  }

  @Test func aRecordEndsTheTrace() {
    var parser = LineParser()
    _ = parser.read("2026/11/23 06:39:09 [Recovery] panic recovered:")
    #expect(parser.read("nil map").parsed.isContinuation)
    #expect(!parser.read(#"{"level":"info","msg":"on"}"#).parsed.isContinuation)
    #expect(!parser.read("nil map").parsed.isContinuation)
  }

  @Test func anUncaughtPanicIsFatal() {
    var parser = LineParser()
    let first = parser.read("panic: runtime error: index out of range [3] with length 3")
    #expect(first.parsed.level == .fatal && !first.parsed.isContinuation)
    #expect(parser.read("goroutine 1 [running]:").parsed.isContinuation)
    #expect(parser.read("main.main()").parsed.isContinuation)
    #expect(parser.read("\t/src/main.go:9 +0x1d").parsed.isContinuation)
  }

  @Test func startRunForgetsTheTrace() {
    var parser = LineParser()
    _ = parser.read("panic: x")
    parser.startRun()
    #expect(!parser.read("main.main()").parsed.isContinuation)
  }

  @Test func indentedLinesContinue() {
    var parser = LineParser()
    #expect(parser.read("    at com.example.Foo(Foo.java:1)").parsed.isContinuation)
    #expect(parser.read("Error #01: websocket: bad").parsed.isContinuation)
  }
}
