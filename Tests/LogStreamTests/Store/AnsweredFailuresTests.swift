import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// Failures that the lines of a proxy do not explain, and of which the service behind it may tell too.
@Suite struct AnsweredFailuresTests {
  private static let names = ["front.log", "im.log"]

  /// An access line of nginx that says nothing of the service.
  private func edge(
    _ second: Int,
    _ path: String = "/a/1",
    _ status: Int = 502,
    address: String = "198.51.100.7",
    more: String = ""
  ) -> String {
    let time = clock(second).dropFirst(11).dropLast()
    return #"\#(address) - - [23/Nov/2026:\#(time) +0000] "GET \#(path) HTTP/1.1" \#(status) 3 "#
      + #""-" "okhttp/4.11.0"\#(more)"# + "\n"
  }

  /// Requests that both log, so that it is known who stands where.
  private func fixture() -> StoreFixture {
    let fixture = StoreFixture(sources: Self.names)
    for second in 0..<30 {
      fixture.append(access(second, "/a/1", 200), source: 1)
      fixture.append(edge(second, "/a/1", 200))
    }
    return fixture
  }

  private func report(
    _ fixture: StoreFixture,
    _ analysis: inout LogAnalysis,
    filter: String = "",
    now: Double = 60
  ) throws -> LogReport {
    var request = LogRequest(filter: try FilterParser.parse(filter))
    request.folded = false
    let report = analysis.report(
      for: request,
      over: fixture.store.snapshot(),
      logNow: time(now)
    )
    return try #require(report)
  }

  /// The failures of the tables, of the counts, and the rows that say that only the edge saw them.
  private func failures(_ report: LogReport, now: Double = 60) -> [Int] {
    let counted = report.counts.series(
      matching: [
        Matcher(Labels.metricName, equals: "log_requests_total"), Matcher("status", equals: "502"),
      ],
      in: TimeRange(from: time(now), through: time(now))
    ).reduce(0) { $0 + ($1.values.last ?? 0) }
    return [
      report.paths.map(\.serverErrors).reduce(0, +), Int(counted),
      report.rows.count { $0.borrowedReason == "only the edge saw it" },
    ]
  }

  @Test(arguments: [true, false], ["", "status:502"])
  func whatBothTellOfCountsOnceInWhicheverOrderItComes(isEdgeFirst: Bool, filter: String) throws {
    let fixture = fixture()
    var analysis = LogAnalysis()
    _ = try report(fixture, &analysis, filter: filter)
    for source in isEdgeFirst ? [0, 1] : [1, 0] {
      for second in 30..<40 {
        let line =
          source == 0 ? edge(second) : access(second, "/a/1", 502, address: "198.51.100.7")
        fixture.append(line, source: source)
      }
      let found = failures(try report(fixture, &analysis, filter: filter))
      if source == 0, isEdgeFirst { #expect(found == [10, 10, 10]) }
    }
    fixture.append(edge(39))
    let kept = try report(fixture, &analysis, filter: filter)
    #expect(failures(kept) == [11, 11, 1])
    var other = LogAnalysis()
    #expect(failures(try report(fixture, &other, filter: filter)) == [11, 11, 1])
  }

  @Test(arguments: [
    // The service's record, and whether it can be that of the proxy's failure.
    (access(31, "/a/1", 502, address: "198.51.100.7"), true),
    (access(33, "/a/1", 502, address: "198.51.100.7"), false),
    (access(30, "/a/2", 502, address: "198.51.100.7"), false),
    (access(30, "/a/1", 504, address: "198.51.100.7"), false),
    (access(30, "/a/1", 502, address: "198.51.100.8"), false),
    // The service sees the proxy in the place of the client.
    (access(30, "/a/1", 502, address: "172.18.0.3"), true),
    // It logs when the request began.
    (access(20, "/a/1", 502, address: "198.51.100.7", latency: 9_000), true),
  ])
  func aRecordOfTheSameRequestHasItsPathStatusClientAndTime(_ line: String, _ isSame: Bool) throws {
    for order in [[0, 1], [1, 0]] {
      let fixture = fixture()
      for source in order {
        fixture.append(source == 0 ? edge(30) : line, source: source)
      }
      var analysis = LogAnalysis()
      #expect(failures(try report(fixture, &analysis))[2] == (isSame ? 0 : 1))
    }
  }

  @Test func theRecordThatNamesTheSameClientIsTaken() throws {
    let fixture = fixture()
    fixture.append(access(30, "/a/1", 502, address: "10.0.0.1"), source: 1)
    fixture.append(access(30, "/a/1", 502, address: "198.51.100.7"), source: 1)
    fixture.append(edge(30))
    fixture.append(edge(30, address: "198.51.100.8"))
    var analysis = LogAnalysis()
    #expect(failures(try report(fixture, &analysis)) == [2, 2, 0])
  }

  @Test func whatTheProxySaysItselfNeedsNoOtherRecord() throws {
    let fixture = fixture()
    fixture.append(access(30, "/a/1", 502, address: "198.51.100.7"), source: 1)
    fixture.append(edge(30, more: #" uht="-""#))
    var analysis = LogAnalysis()
    #expect(failures(try report(fixture, &analysis)) == [2, 2, 1])
  }

  @Test func manyInOneSecondAreToldApartByTheirClients() throws {
    for hasTraces in [false, true] {
      let fixture = fixture()
      // Behind a proxy the service's log may know the trace alone.
      let lines = (0..<2_000).map { number in
        access(
          30,
          "/a/1",
          502,
          address: hasTraces ? "10.0.0.9" : "198.51.100.\(number)",
          trace: hasTraces ? "trace-\(number)" : ""
        )
      }
      fixture.append(lines.joined(), source: 1)
      for number in 0..<1_000 {
        let address = hasTraces ? "203.0.113.1" : "198.51.100.\(number)"
        let more = hasTraces ? " trace_id=trace-\(number)" : ""
        fixture.append(edge(30, address: address, more: more))
      }
      var analysis = LogAnalysis()
      #expect(failures(try report(fixture, &analysis)) == [2_000, 2_000, 0])
    }
  }

  @Test func recordsOfThePastArePairedToo() throws {
    let fixture = StoreFixture(sources: Self.names, rowLimit: 16)
    for source in [1, 0] {
      let lines = (0..<200).map { number -> String in
        let (second, status) = (number / 4, number % 4 == 3 ? 502 : 200)
        return source == 0
          ? edge(second, "/a/\(number % 8)", status)
          : access(second, "/a/\(number % 8)", status, address: "198.51.100.7")
      }
      fixture.load(lines.joined(), source: source, blockSize: 900, live: 500)
    }
    var analysis = LogAnalysis()
    #expect(failures(try report(fixture, &analysis)) == [50, 50, 0])
  }

  @Test func whatWasCountedBeforeTheRolesWereKnownIsMended() throws {
    let fixture = StoreFixture(sources: Self.names)
    for second in 0..<20 { fixture.append(edge(second, "/a/1", second % 2 == 0 ? 502 : 200)) }
    for second in 0..<20 {
      let status = second % 2 == 0 ? 502 : 200
      fixture.append(access(second, "/a/1", status, address: "198.51.100.7"), source: 1)
    }
    var analysis = LogAnalysis()
    #expect(failures(try report(fixture, &analysis)) == [10, 10, 0])
  }

  @Test func theOtherLogMayBeOpenedLater() throws {
    let fixture = StoreFixture(sources: [Self.names[0]])
    let text = MemoryText()
    for second in 0..<20 { fixture.append(edge(second, "/a/1", second % 2 == 0 ? 502 : 200)) }
    fixture.store.announce(source: 1, name: Self.names[1])
    for second in 0..<20 {
      let status = second % 2 == 0 ? 502 : 200
      let line = access(second, "/a/1", status, address: "198.51.100.7")
      let offset = text.append(line)
      let block = LogBlock(source: 1, storage: text, offset: offset, bytes: Array(line.utf8))
      fixture.store.append(block, receivedAt: time(60))
    }
    var analysis = LogAnalysis()
    #expect(failures(try report(fixture, &analysis)) == [10, 10, 0])
  }

  @Test func reportsThatAreKeptUpToDateAreThoseThatAreMadeAnew() throws {
    var numbers = Numbers(seed: 5)
    let fixture = StoreFixture(sources: Self.names, byteLimit: 180_000, rowLimit: 64)
    var analyses = ["", "status:502", "path:/a/1"].map { ($0, LogAnalysis()) }
    for step in 0..<40 {
      for source in 0..<2 {
        let lines = (0..<numbers.below(30)).map { _ -> String in
          let (path, status) = ("/a/\(numbers.below(3))", numbers.below(2) == 0 ? 502 : 200)
          let second = step + numbers.below(2)
          return source == 0
            ? edge(second, path, status)
            : access(second, path, status, address: "198.51.100.7")
        }
        if !lines.isEmpty { fixture.append(lines.joined(), source: source) }
      }
      for index in analyses.indices {
        var anew = LogAnalysis()
        let now = Double(step + 1)
        let filter = analyses[index].0
        let kept = try report(fixture, &analyses[index].1, filter: filter, now: now)
        let other = try report(fixture, &anew, filter: filter, now: now)
        #expect(
          kept.paths.map { [$0.requests, $0.serverErrors] }
            == other.paths.map { [$0.requests, $0.serverErrors] }
        )
        guard fixture.store.snapshot().agedOut == 0 else { continue }
        #expect(failures(kept, now: now) == failures(other, now: now))
      }
    }
    #expect(fixture.store.snapshot().agedOut > 0)
  }
}
