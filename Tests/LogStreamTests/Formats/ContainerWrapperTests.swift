import LogModel
import Testing

@testable import LogStream

@Suite struct ContainerWrapperTests {
  @Test func dockerWrapsAJSONLine() {
    let line = LineParser.read(
      #"{"log":"{\"level\":\"error\",\"msg\":\"say \\\"hi\\\" \\u003e all\",\"path\":\"/ws/a?b\",\"status\":500,\"client_ip\":\"10.0.0.1\"}\n","#
        + #""stream":"stdout","time":"2026-11-23T06:35:38.25Z"}"#
    )
    #expect(line.parsed.isUnderstood && line.parsed.isRequest)
    #expect(line.parsed.time == 1_795_415_738_250)
    #expect(line.parsed.level == .error && line.parsed.status == 500)
    #expect(line.message == #"say "hi" > all"#)
    #expect(line.path == "/ws/a" && line.address == "10.0.0.1")
  }

  @Test func dockerWrapsGin() {
    let line = LineParser.read(
      #"{"log":"[GIN] 2023/10/03 - 12:43:17 | 200 |      41.797\u00b5s |     10.20.14.80 | GET      \"/health\"\n","#
        + #""stream":"stderr","time":"2023-10-03T12:43:18Z"}"#
    )
    #expect(line.parsed.time == 1_696_336_997_000)
    #expect(abs(line.parsed.latency - 41.797e-6) < 1e-12)
    #expect(line.address == "10.20.14.80" && line.path == "/health")
  }

  @Test func dockerWrapsPlainText() {
    let line = LineParser.read(
      #"{"log":"hello \"you\"\n","stream":"stdout","time":"2026-11-23T06:35:38Z"}"#
    )
    #expect(!line.parsed.isUnderstood)
    #expect(line.parsed.time == 1_795_415_738_000)
    #expect(line.message == #"hello "you""#)
  }

  @Test func dockerWrapsTheLinesOfAPanic() {
    var parser = LineParser()
    func wrapped(_ text: String) -> String {
      #"{"log":"\#(text)\n","stream":"stderr","time":"2026-11-23T06:35:38Z"}"#
    }
    #expect(parser.read(wrapped("panic: boom")).parsed.level == .fatal)
    #expect(parser.read(wrapped("main.main()")).parsed.isContinuation)
    #expect(parser.read(wrapped("")).parsed.isContinuation)
  }

  @Test func kubernetesPrefixIsPassedOver() {
    var parser = LineParser()
    let line = parser.read(#"2026-11-23T06:35:38.250000001Z stdout F {"level":"warn","msg":"a"}"#)
    #expect(line.parsed.time == 1_795_415_738_250)
    #expect(line.parsed.level == .warn && line.message == "a")
  }
}
