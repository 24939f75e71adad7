import Foundation
import Testing

/// What the program answers without a screen.
@Suite struct CommandTests {
  func run(
    _ arguments: String...,
    input: String = "",
    environment: [String: String] = [:]
  )
    async throws -> Program.Result
  {
    try await Program.run(Program.imtop, arguments, input: input, environment: environment)
  }

  @Test func helpShowsExamplesFirst() async throws {
    let help = try await run("--help")
    #expect(help.status == 0)
    let examples = try #require(help.output.range(of: "EXAMPLES:"))
    let usage = try #require(help.output.range(of: "USAGE:"))
    #expect(examples.lowerBound < usage.lowerBound)
  }

  @Test(arguments: [
    ["--nonsense"], ["snapshot", "--format", "xml", ":1"], ["logs"], ["gateway"],
    ["--filter", "status:(", ":1"], ["--config", "/nowhere.yml"], ["query", "sum(", ":1"],
  ])
  func mistakesOfUseExitWithTwo(_ arguments: [String]) async throws {
    let result = try await Program.run(Program.imtop, arguments)
    #expect(result.status == 2)
    #expect(!result.error.isEmpty)
  }

  @Test(arguments: ["rules", "logs '' \"$1\"", "logs '' \"$1\" --stats", "snapshot \"$1\""])
  func outputThatIsLostIsNoSuccess(_ arguments: String) async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(to: directory.url)
    let result = try await Program.run(
      "/bin/sh",
      ["-c", "\"$0\" \(arguments) >/dev/full", Program.imtop, path]
    )
    #expect(result.status == 2)
    #expect(result.error.contains("could not be written"))
  }

  @Test func aLogThatIsNotThereIsNamed() async throws {
    let result = try await run("query", "sum(log_lines_total)", "/nonexistent/im.log")
    #expect(result.status == 3)
    #expect(result.error.contains("/nonexistent/im.log does not exist"))
  }

  @Test func bytesThatAreNoLogAreTrouble() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("noise.log").path
    var state: UInt64 = 1
    let noise = (0..<40_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    try Data(noise).write(to: URL(filePath: path))
    let result = try await run("check", path)
    #expect(result.status == 1)
    #expect(result.output.contains("is it a log?"))
  }

  @Test func withoutATerminalTheReasonAndTheWayOutAreNamed() async throws {
    let result = try await run("/dev/null", environment: ["TERM": "dumb"])
    #expect(result.status == 2)
    #expect(result.error.contains("imtop snapshot"))
  }

  @Test func aTargetThatIsNotThereIsUnreachable() async throws {
    let result = try await run("query", "up", "127.0.0.1:1")
    #expect(result.status == 3)
    #expect(result.error.contains("127.0.0.1:1"))
  }

  @Test func aQueryForWhatNothingOffersProposesANameThatIsThere() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(to: directory.url)
    let result = try await run("query", "sum(log_line_total)", path)
    #expect(result.status == 0)
    #expect(result.error.contains("nothing offers log_line_total; did you mean log_lines_total?"))
  }

  @Test func aQueryReadsALogAlongItsPast() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(to: directory.url)
    let query = "sum by (status) (increase(log_requests_total{status=\"503\"}[50s]))"
    let json = try await run(
      "query",
      query,
      path,
      "--range",
      "1m",
      "--step",
      "10s",
      "--format",
      "json"
    )
    #expect(json.status == 0, "\(json.error)")
    #expect(json.output.contains("\"resultType\":\"matrix\""))
    #expect(json.output.contains("\"metric\":{\"status\":\"503\"}"))
    let line = try await run("query", "sum(log_lines_total)", path, "--range", "1m")
    #expect(line.output.contains("█"), "\(line.output)")
    let remarked = try await run("query", "rate(log_errors_in_a_row[1m])", path)
    #expect(remarked.error.contains("PromQL info: metric might not be a counter"))
  }

  @Test func anExpressionMayBeginWithAMinusSign() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(to: directory.url)
    #expect(try await run("query", "-2 ^ 2", path).output == "-4\n")
    let text = try await run("query", "\"a\"", path, "--format", "json")
    #expect(text.output.contains(#""result":["#) && text.output.contains(#","a"]"#), "\(text)")
  }

  @Test func theBuiltinRulesArePrinted() async throws {
    let result = try await run("rules")
    #expect(result.status == 0)
    #expect(result.output.contains("- alert: TargetDown"))
  }

  @Test func checkNamesFileLineAndKey() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(
      "targets:\n  - url: :8080\n    intervall: 5s\n",
      to: directory.url,
      name: "imtop.yml"
    )
    let result = try await run("check", "--config", path)
    #expect(result.status == 1)
    #expect(
      result.output.contains(
        "imtop.yml:3:5: targets[0].intervall: unknown key; did you mean \"interval\"?"
      )
    )
  }

  @Test func checkShowsHowLinesOfALogAreRead() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(
      """
      {"time":"2026-11-23T06:38:51.25Z","level":"info","status":502,"method":"GET","path":"/a?token=x"}
      listening on \u{1b}[31m:8080

      """,
      to: directory.url,
      name: "im.log"
    )
    let result = try await run("check", path)
    #expect(result.status == 0)
    #expect(result.output.contains("im.log: 2 lines, JSON, UTC"))
    #expect(
      result.output.contains(
        "read as time=2026-11-23T06:38:51.250Z level=error status=502 method=GET path=/a\n"
      )
    )
    #expect(result.output.contains("not understood: 1 of 2 lines, kept as text"))
    #expect(result.output.contains("such as listening on "))
    #expect(!result.output.contains("\u{1b}"))
  }

  @Test func bareImtopWithoutATerminalListsWhatListens() async throws {
    let result = try await run()
    #expect(result.status == 2)
    #expect(result.error.contains("nothing to watch"))
  }

  @Test func aSnapshotOfALogShowsItsErrors() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(to: directory.url)
    let text = try await run("snapshot", path, "--size", "120x36")
    #expect(text.status == 0)
    #expect(text.output.contains("hub queue full"))
    #expect(text.output.contains("/ws/connect"))
    let json = try await run("snapshot", path, "--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    )
    let logs = try #require(document["logs"] as? [[String: Any]])
    #expect(logs.first?["lines"] as? Int == 400)
    let paths = try #require(document["paths"] as? [[String: Any]])
    let webSocket = try #require(paths.first { $0["key"] as? String == "/ws/connect" })
    #expect(webSocket["serverErrors"] as? Int == 40)
    let svg = try await run("snapshot", path, "--format", "svg")
    #expect(svg.output.hasPrefix("<?xml") || svg.output.hasPrefix("<svg"))
  }

  @Test func aReaderThatHasGoneIsNoFullDisk() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(to: directory.url)
    let script = #"{ "$0" snapshot --wait 1s 127.0.0.1:1 "$1"; echo "status $?" >&2; } | true"#
    let result = try await Program.run("/bin/sh", ["-c", script, Program.imtop, path])
    #expect(result.error == "status 141\n")
  }

  @Test func aSnapshotHasTheLettersOfTheLocale() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(to: directory.url)
    let plain = try await run("snapshot", path, environment: ["LC_ALL": "C"])
    #expect(plain.status == 0 && plain.output.contains("hub queue full"))
    #expect(plain.output.utf8.allSatisfy { $0 < 0x80 })
    let unicode = try await run("snapshot", path)
    #expect(unicode.output.utf8.contains { $0 >= 0x80 })
  }
}
