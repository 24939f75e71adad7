import Foundation
import Testing

/// What `imtop logs` prints.
@Suite struct LogsCommandTests {
  private static let log = (0..<100).map { number in
    let fails = number % 10 == 7
    let status = fails ? 503 : 200
    let path = number % 2 == 0 ? "/api/v1/messages" : "/ws/connect"
    let level = fails ? "error" : "info"
    return #"{"time":"2026-11-23T06:00:\#(number / 10 + 10)Z","level":"\#(level)","method":"GET","#
      + #""msg":"line \#(number)","client_ip":"10.0.0.\#(number % 4)","path":"\#(path)","#
      + #""status":\#(status),"latency":\#(number),"shard":"s\#(number % 3)","token":"geheim"}"#
      + "\n"
  }.joined()

  private func logs(_ arguments: String...) async throws -> Program.Result {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(Self.log, to: directory.url, name: "im.log")
    return try await Program.run(
      Program.imtop,
      ["logs"] + arguments + [path],
      environment: ["TZ": "UTC"]
    )
  }

  private func lines(_ result: Program.Result) -> [String] {
    result.output.split(separator: "\n").map(String.init)
  }

  @Test func linesComeAsTheyStandWithoutSecrets() async throws {
    let result = try await logs("status >= 500")
    #expect(result.status == 0)
    #expect(lines(result).count == 10)
    #expect(lines(result).allSatisfy { $0.contains(#""token":"***""#) && !$0.contains("geheim") })
  }

  @Test func aFilterMayBeginWithAMinusSign() async throws {
    let result = try await logs("-path:/api/*", "--count")
    #expect(result.status == 0)
    #expect(result.output == "50\n")
  }

  @Test func exitCodesAreThoseOfGrep() async throws {
    #expect(try await logs("status:418").status == 1)
    #expect(try await logs("status:(").status == 2)
    let missing = try await Program.run(Program.imtop, ["logs", "", "/nowhere/im.log"])
    #expect(missing.status == 2)
    #expect(missing.error.contains("/nowhere/im.log"))
  }

  /// The requests of the log as the proxy before the service logs them, and one that never reached it.
  private static let edge =
    (0..<100).map { number in
      let path = number % 2 == 0 ? "/api/v1/messages" : "/ws/connect"
      return "10.0.0.\(number % 4) - - [23/Nov/2026:06:00:\(number / 10 + 10) +0000] "
        + #""GET \#(path) HTTP/1.1" \#(number % 10 == 7 ? 503 : 200) 3 "-" "curl/8""# + "\n"
    }.joined()
    + #"10.0.0.9 - - [23/Nov/2026:06:00:15 +0000] "GET /late HTTP/1.1" 504 0 "-" "curl/8""# + "\n"

  @Test func aRequestThatTwoLogsTellOfCountsOnceInWhatTheyAreAllTogether() async throws {
    let directory = try TemporaryDirectory()
    _ = try SampleLog.write(Self.log, to: directory.url, name: "im.log")
    _ = try SampleLog.write(Self.edge, to: directory.url, name: "front.log")
    func run(_ arguments: String...) async throws -> Program.Result {
      let pattern = directory.url.path + "/*.log"
      return try await Program.run(Program.imtop, ["logs", "", pattern] + arguments)
    }
    let text = try await run("--stats")
    #expect(
      text.output.hasPrefix("201 records (100 are requests that another log has, too), 11 errors\n")
    )
    #expect(
      text.output.contains(
        "front.log: 100 requests are left out, since requests are counted at the gateway, "
          + "but for 1 that only the edge saw"
      )
    )
    #expect(text.output.contains("status   200 90  503 10  504 1"))
    let object = try JSONSerialization.jsonObject(
      with: Data(try await run("--stats", "--json").output.utf8)
    )
    let report = try #require(object as? [String: Any])
    #expect(report["requestsCounted"] as? String == "gateway")
    #expect((report["statuses"] as? [String: Int]) == ["200": 90, "503": 10, "504": 1])
    let paths = try #require(report["paths"] as? [[String: Any]])
    #expect(paths.map { $0["records"] as? Int } == [50, 50, 1])
    let values = try await run("--by", "status")
    #expect(values.output.contains("90   89.1%") || values.output.contains("         90"))
    #expect(values.error.contains("requests are counted at the gateway"))
  }

  @Test func aFailureThatBothLogsTellOfIsNotTheEdgesAlone() async throws {
    let directory = try TemporaryDirectory()
    let gateway = (0..<10).map { number in
      #"{"time":"2026-11-23T06:00:1\#(number).500Z","level":"error","msg":"hub down","method":"GET","#
        + #""path":"/ws/connect","status":502,"latency":4,"client_ip":"10.0.0.\#(number)","shard":"s1"}"#
        + "\n"
    }.joined()
    let edge =
      (0..<10).map { number in
        "10.0.0.\(number) - - [23/Nov/2026:06:00:1\(number) +0000] "
          + #""GET /ws/connect HTTP/1.1" 502 3 "-" "curl/8""# + "\n"
      }.joined()
      + #"10.0.0.9 - - [23/Nov/2026:06:00:15 +0000] "GET /ws/connect HTTP/1.1" 502 0 "-" "curl/8""#
      + "\n"
    _ = try SampleLog.write(gateway, to: directory.url, name: "im.log")
    _ = try SampleLog.write(edge, to: directory.url, name: "front.log")
    func run(_ arguments: String...) async throws -> Program.Result {
      let pattern = directory.url.path + "/*.log"
      return try await Program.run(Program.imtop, ["logs", "", pattern] + arguments)
    }
    let text = try await run("--stats").output
    #expect(text.hasPrefix("21 records (10 are requests that another log has, too), 11 errors\n"))
    #expect(
      text.contains(
        "front.log: 10 requests are left out, since requests are counted at the gateway, "
          + "but for 1 that only the edge saw"
      )
    )
    #expect(text.contains("status   502 11\n"))
    #expect(text.contains("levels   error 11\n"))
    let shards = try await run("--by", "shard").output
    #expect(shards.contains("         10    91 %         10  s1"))
    let buckets = try JSONSerialization.jsonObject(
      with: Data(try await run("--histogram", "--json").output.utf8)
    )
    let errors = (buckets as? [[String: Any]])?.compactMap { $0["errors"] as? Int }
    #expect(errors == [1, 1, 1, 1, 1, 2, 1, 1, 1, 1])
  }

  @Test func countsAndTheLastOnes() async throws {
    #expect(try await logs("shard:s1", "--count").output == "33\n")
    let last = lines(try await logs("status >= 500", "--tail", "2"))
    #expect(last.count == 2)
    #expect(last[0].contains("line 87") && last[1].contains("line 97"))
  }

  @Test func aCountIsAnObjectALogWhereJSONIsAskedFor() async throws {
    let text = try await logs("shard:s1", "--count", "--json").output
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["records"] as? Int == 33)
    #expect((object?["log"] as? String)?.hasSuffix("/im.log") == true)
  }

  @Test func relativeTimesCountFromTheLastRecordOfAFile() async throws {
    #expect(try await logs("time > -3s", "--count").output == "30\n")
    #expect(try await logs("time:[06:00:18 TO 06:01]", "--count").output == "20\n")
    #expect(try await logs("time:06:00", "--count").output == "100\n")
    #expect(try await logs("time >= 06:00:19", "--count").output == "10\n")
  }

  @Test func contextStandsAroundEachLine() async throws {
    let found = lines(try await logs("message:\"line 7\" OR message:\"line 9\"", "-C", "1"))
    #expect(found.first?.contains("line 6") == true)
    let near = lines(try await logs("message = \"line 50\" OR message = \"line 53\"", "-C", "1"))
    #expect(near.count == 6)
    let far = lines(try await logs("message = \"line 50\" OR message = \"line 60\"", "-C", "1"))
    #expect(far.count == 7)
    #expect(far[3] == "--")
  }

  @Test func theLastLinesFoundHaveTheirContext() async throws {
    let filter = "message = \"line 10\" OR message = \"line 50\""
    let last = lines(try await logs(filter, "-C", "1", "--tail", "1"))
    #expect(last.map { $0.contains("line 49") } == [true, false, false])
    #expect(last.map { $0.contains("line 50") } == [false, true, false])
    #expect(last.count == 3 && last.last?.contains("line 51") == true)
    let both = lines(try await logs(filter, "-C", "1", "--tail", "5"))
    #expect(both.count == 7 && both[3] == "--")
  }

  @Test func aFieldThatNoLineHasIsHeldForAMistake() async throws {
    let result = try await logs("statsu:500 or shard:s9")
    #expect(result.status == 1)
    #expect(result.error == "imtop: no line has the field statsu; did you mean status?\n")
  }

  @Test func namesOfTheLogsOwnFieldsAreProposedForOneThatNoLineHas() async throws {
    let hint = "imtop: no line has the field shrd; did you mean shard?\n"
    let none = try await logs("shrd:s1")
    #expect(none.status == 1 && none.output == "" && none.error == hint)
    let all = try await logs("NOT lvel:info", "--count")
    #expect(all.status == 0 && all.output == "100\n")
    #expect(all.error == "imtop: no line has the field lvel; did you mean level or lvl?\n")
    #expect(try await logs("NOT shrd:s1", "--stats").error == hint)
    #expect(try await logs("NOT shard:s1 status:200").error == "")
    let input = Self.log
    let piped = try await Program.run(Program.imtop, ["logs", "shrd:s1"], input: input)
    #expect(piped.status == 1 && piped.error == hint)
  }

  @Test func aFieldThatIsToBePrintedAndThatNoLineHasIsTold() async throws {
    let some = try await logs("message = \"line 17\"", "--fields", "tiem,shrad,status,user")
    #expect(some.status == 0)
    #expect(some.output == "-\t-\t503\t-\n")
    #expect(
      some.error == """
        imtop: no line that was found has the field tiem; did you mean time?
        imtop: no line that was found has the field shrad; did you mean shard?
        imtop: no line that was found has the field user

        """
    )
    let none = try await logs("", "--fields", "tiem", "--json", "--tail", "1")
    #expect(none.status == 1 && none.output == "{}\n" && none.error.contains("did you mean time?"))
    let unfound = try await logs("status:418", "--fields", "tiem")
    #expect(unfound.status == 1 && unfound.error == "")
  }

  @Test func aFieldByWhichNothingCanBeCountedIsTold() async throws {
    let text = try await logs("", "--by", "shrad")
    #expect(text.status == 1 && text.output == "")
    #expect(
      text.error == "imtop: no line that was found has the field shrad; did you mean shard?\n"
    )
    let json = try await logs("", "--by", "user", "--json")
    #expect(json.status == 1 && json.output == "[]\n")
    #expect(json.error == "imtop: no line that was found has the field user\n")
    #expect(try await logs("", "--by", "shard").error == "")
  }

  @Test func aLogThatStandsWhereTheFilterBelongsIsTold() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(Self.log, to: directory.url, name: "im.log")
    func run(_ arguments: String..., input: String = "") async throws -> Program.Result {
      try await Program.run(Program.imtop, ["logs"] + arguments, input: input)
    }
    let hint = "\"\(path)\" is a file, and the filter comes first: imtop logs '' \(path)\n"
    let empty = try await run(path, "--count")
    #expect(empty.status == 2 && empty.output == "" && empty.error == "imtop: " + hint)
    let other = try await run(path, path)
    #expect(other.status == 1 && other.error == "imtop: no line was found; " + hint)
    // Where the name is a filter that could be meant, a pipe is searched for it.
    let word = "logs-\(UUID())"
    let here = URL(filePath: FileManager.default.currentDirectoryPath)
    _ = try SampleLog.write("", to: here, name: word)
    defer { try? FileManager.default.removeItem(atPath: word) }
    let found = try await run(word, input: "one \(word)\ntwo\n")
    #expect(found.status == 0 && found.output == "one \(word)\n")
    #expect(!found.error.contains("is a file"))
    let unfound = try await run(word, input: "two\n")
    #expect(unfound.status == 1 && unfound.error.contains("\(word)\" is a file"))
  }

  @Test func timesAreWhatTheLogSays() async throws {
    let directory = try TemporaryDirectory()
    let times = (0..<100).map { "2026-11-23T06:00:00.\(String(format: "%03d", $0 * 7))Z" }
    let text = times.map { "{\"time\":\"\($0)\",\"msg\":\"a\"}\n" }.joined()
    let path = try SampleLog.write(text, to: directory.url, name: "im.log")
    let result = try await Program.run(Program.imtop, ["logs", "", path, "--fields", "time"])
    #expect(lines(result) == times)
  }

  @Test func fieldsAreCutOut() async throws {
    let found = lines(
      try await logs("message = \"line 17\"", "--fields", "status,path,shard,nothing")
    )
    #expect(found == ["503\t/ws/connect\ts2\t-"])
  }

  @Test func jsonHasOneSetOfNames() async throws {
    let found = lines(try await logs("message = \"line 17\"", "--json"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(found[0].utf8)) as? [String: Any]
    )
    #expect(object["client_ip"] as? String == "10.0.0.1")
    #expect(object["status"] as? Int == 503)
    #expect(object["latency"] as? Double == 0.017)
    #expect(object["time"] as? String == "2026-11-23T06:00:11.000Z")
    #expect((object["fields"] as? [String: String])?["shard"] == "s2")
    #expect((object["fields"] as? [String: String])?["token"] == "***")
  }

  @Test func statisticsSayWhatTheLinesAre() async throws {
    let text = try await logs("path:\"/ws/connect\"", "--stats")
    #expect(text.output.contains("50 of 100 records, 10 errors"))
    #expect(text.output.contains("error 10  info 40"))
    let json = try await logs("", "--stats", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    )
    #expect(object["records"] as? Int == 100)
    #expect((object["statuses"] as? [String: Int]) == ["200": 90, "503": 10])
    #expect((object["paths"] as? [[String: Any]])?.count == 2)
    #expect(object["first"] as? Int == 1_795_413_610)
  }

  @Test func valuesOfAnyFieldAreCounted() async throws {
    let known = lines(try await logs("", "--by", "client_ip"))
    #expect(known.count == 5)
    let own = try await logs("", "--by", "shard", "--json")
    let values = try #require(
      try JSONSerialization.jsonObject(with: Data(own.output.utf8)) as? [[String: Any]]
    )
    #expect(values.map { $0["records"] as? Int } == [34, 33, 33])
  }

  @Test func aHistogramHasABarForEachPart() async throws {
    let found = lines(try await logs("", "--histogram"))
    #expect(found.count == 11)
    #expect(found[1].contains("11-23 06:00:10"))
    #expect(found[1].contains("#####==="))
  }

  @Test func aPipeIsReadWithoutAFile() async throws {
    let result = try await Program.run(
      Program.imtop,
      ["logs", "status >= 500", "--count"],
      input: Self.log
    )
    #expect(result.output == "10\n")
  }

  @Test func colourIsThereWhereItIsAskedFor() async throws {
    let found = lines(try await logs("status >= 500", "--color", "always", "--tail", "1"))
    #expect(found[0].hasPrefix("\u{1b}[31m"))
  }

  @Test func whatContradictsItselfIsRefused() async throws {
    #expect(try await logs("", "--count", "--stats").status == 2)
    #expect(try await logs("", "--follow", "--stats").status == 2)
    #expect(try await logs("", "-C", "-1").status == 2)
  }

  @Test func ofJSONEveryLineIsAnObject() async throws {
    let directory = try TemporaryDirectory()
    let paths = try ["a.log", "b.log"].map {
      try SampleLog.write(Self.log, to: directory.url, name: $0)
    }
    let result = try await Program.run(
      Program.imtop,
      ["logs", "message = \"line 10\" OR message = \"line 50\"", "-C", "1", "--json"] + paths
    )
    let objects = try lines(result).map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    #expect(objects.count == 12)
    #expect(Set(objects.compactMap { $0?["source"] as? String }) == ["a.log", "b.log"])
  }
}
