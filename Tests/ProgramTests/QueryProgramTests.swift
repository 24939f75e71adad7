import Foundation
import Testing

/// What `imtop query` says beside its answers.
@Suite struct QueryProgramTests {
  private func query(_ arguments: String...) async throws -> Program.Result {
    try await Program.run(Program.imtop, ["query"] + arguments)
  }

  @Test func aVariableOfGrafanaIsExplained() async throws {
    let result = try await query("rate(x[$__rate_interval])", ":1")
    #expect(result.status == 2)
    #expect(result.error.contains("unexpected character in duration expression: '$'"))
    #expect(result.error.contains("$__rate_interval is a variable of Grafana"))
  }

  @Test func aNameThatIsMisspeltIsComparedWithThoseOfTheNumbers() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(to: directory.url)
    let result = try await query("imtop:request", path)
    #expect(result.error.contains("nothing offers imtop:request; did you mean imtop:requests?"))
  }

  /// Lines enough for several blocks, which ended long before now.
  private static let endedLines = SampleLog.lines(
    count: 8000,
    now: Date(timeIntervalSince1970: 1.79e9)
  )

  private func shell(_ script: String, _ path: String) async throws -> Program.Result {
    try await Program.run("/bin/bash", ["-c", script, Program.imtop, path])
  }

  @Test func aLogThatHasEndedIsReadWholeHoweverItComes() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(Self.endedLines, to: directory.url, name: "ended.log")
    let query = "query 'sum(increase(log_lines_total[10m]))'"
    let named = try await shell("\"$0\" \(query) \"$1\"", path)
    #expect(named.output == "{}  2400\n", "\(named)")
    for script in [
      "cat \"$1\" | \"$0\" \(query) -", "\"$0\" \(query) - <\"$1\"",
      "(head -n 4000 \"$1\"; sleep 1; tail -n +4001 \"$1\") | \"$0\" \(query) -",
      "gzip -k \"$1\"; \"$0\" \(query) \"$1.gz\"",
    ] {
      let result = try await shell(script, path)
      #expect(result.output == named.output, "\(script): \(result)")
      #expect(result.error == named.error)
    }
  }

  @Test(.timeLimit(.minutes(1))) func aStreamThatGoesOnIsListenedToForAWhile() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(to: directory.url)
    let begin = ContinuousClock.now
    let result = try await shell(
      "\"$0\" query 'sum(log_lines_total)' - < <(cat \"$1\"; exec sleep 30)",
      path
    )
    #expect(result.output == "{}  400\n", "\(result)")
    #expect(ContinuousClock.now - begin < .seconds(30))
  }

  @Test func recordingRulesAreComputedForAQueryThatReadsThem() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(
      SampleLog.lines(now: Date(timeIntervalSinceNow: -5)),
      to: directory.url
    )
    let rules = """
      groups:
        - name: g
          rules:
            - {record: "all:lines", expr: "sum(log_lines_total)", labels: {team: im}}
            - {record: "twice:lines", expr: "2 * all:lines"}
            - {alert: Broken, expr: "log_lines_total * on() log_requests_total"}
      """
    try Data(rules.utf8).write(to: directory.file("rules.yml"))
    let configuration = directory.file("imtop.yml")
    try Data("rules: ['\(directory.file("rules.yml").path)']\n".utf8).write(to: configuration)
    let result = try await query("twice:lines", path, "--config", configuration.path)
    #expect(result.output == "twice:lines{team=\"im\"}  800\n", "\(result)")
    let misspelt = try await query("twice:line", path, "--config", configuration.path)
    #expect(misspelt.error.contains("did you mean twice:lines?"), "\(misspelt)")
  }

  @Test func theConfigurationsLogsAreRead() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(to: directory.url)
    let configuration = directory.file("imtop.yml")
    try Data("logs: ['\(path)']\n".utf8).write(to: configuration)
    let result = try await query("sum(log_lines_total)", "--config", configuration.path)
    #expect(result.output == "{}  400\n", "\(result)")
  }

  @Test func aWindowThatIsLongerThanTheScrapesIsTold() async throws {
    let gateway = try await DemoGateway(["--connections", "20", "--fault-after", "600"])
    let long = try await query(
      "sum(rate(http_requests_total[1m]))",
      gateway.metrics,
      "--format",
      "json"
    )
    #expect(long.status == 0)
    #expect(long.error.contains("--collect 1m waits for it"), "\(long)")
    #expect(long.output.contains("\"warnings\":[\"the window of http_requests_total[1m] begins"))
    let short = try await query("sum(rate(http_requests_total[5s]))", gateway.metrics)
    #expect(short.error.isEmpty, "\(short)")
  }

  @Test func aWindowThatEndsBeforeTheFirstScrapeIsNotSaidToBeCut() async throws {
    let gateway = try await DemoGateway(["--connections", "20", "--fault-after", "600"])
    let result = try await query("rate(http_requests_total[1m] offset 30s)", gateway.metrics)
    #expect(result.output == "no series\n", "\(result)")
    #expect(result.error.contains("where there is nothing") && !result.error.contains("is cut"))
  }

  @Test func anInterruptionAnswersWithWhatHasBeenCollected() async throws {
    let gateway = try await DemoGateway(["--connections", "20", "--fault-after", "600"])
    let result = try await Program.run(
      "/usr/bin/timeout",
      [
        "--preserve-status", "--signal", "INT", "4", Program.imtop, "query", "up", gateway.metrics,
        "--range", "15m",
      ]
    )
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains("up{"), "\(result)")
    #expect(result.error.contains("of 15m"), "\(result)")
  }

  @Test func aTerminalShowsHowFarTheCollectingIs() async throws {
    let gateway = try await DemoGateway(["--connections", "20", "--fault-after", "600"])
    let directory = try TemporaryDirectory()
    let raw = directory.file("raw")
    _ = try await Program.run(
      "/usr/bin/script",
      ["-qefc", "'\(Program.imtop)' query up \(gateway.metrics) --range 4s", raw.path],
      environment: ["SHELL": "/bin/sh", "TERM": "xterm-256color"]
    )
    let text = String(decoding: try Data(contentsOf: raw), as: UTF8.self)
    #expect(text.contains("scraping for 4s, 2s so far"), "\(text.debugDescription)")
  }
}
