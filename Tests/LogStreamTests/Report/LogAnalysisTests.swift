import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite struct LogAnalysisTests {
  private func report(
    _ fixture: StoreFixture,
    _ request: LogRequest = LogRequest(),
    now: Double
  ) throws -> LogReport {
    var analysis = LogAnalysis()
    let report = analysis.report(for: request, over: fixture.store.snapshot(), logNow: time(now))
    return try #require(report)
  }

  @Test func equalTroublesFoldIntoTheirNewest() throws {
    let fixture = StoreFixture()
    for second in 0..<5 {
      fixture.append(
        access(second, "/ws/connect", 503, address: "10.0.0.\(second % 3)")
          + access(second, "/healthz", 200)
      )
    }
    fixture.append(message(2, "warn", "queue of user u00017 is full"))
    fixture.append(message(9, "warn", "queue of user u00018 is full"))
    let report = try report(fixture, now: 10)
    #expect(report.rowCount == 2)
    #expect(report.rows.map(\.count) == [5, 2])
    #expect(report.rows.map(\.record.time) == [time(4), time(9)])
    #expect(report.rows.map(\.first) == [time(0), time(2)])
    #expect(report.rows.map(\.otherAddresses) == [2, 0])
    #expect(report.rows.last?.record.message == "queue of user u00018 is full")
    #expect(report.received == 12)
    #expect(report.matched == 12)
    #expect(report.listed == 7)
    #expect(report.oldest == time(0))
  }

  @Test func groupsStandInTheOrderOfTheSecondsThatTheyShow() throws {
    let fixture = StoreFixture()
    fixture.append(message(0, "error", "redis: connection pool timeout"))
    fixture.append(message(1, "warn", "queue of user u00017 is full"))
    fixture.append(message(2, "error", "hub: event loop stalled"))
    var orders: [[UInt32?]] = []
    for second in 3..<9 {
      let text =
        second.isMultiple(of: 2) ? "redis: connection pool timeout" : "queue of user u00017 is full"
      fixture.append(message(second, second.isMultiple(of: 2) ? "error" : "warn", text))
      let rows = try report(fixture, now: 10).rows
      #expect(rows.map(\.record.time) == rows.map(\.record.time).sorted())
      // Within one second they keep their places.
      fixture.append(message(second, "error", "redis: connection pool timeout"))
      fixture.append(message(second, "warn", "queue of user u00017 is full"))
      fixture.append(message(second, "error", "redis: connection pool timeout"))
      orders.append(try report(fixture, now: 10).rows.map(\.group))
    }
    #expect(orders.allSatisfy { $0 == orders[0] && !$0.contains(nil) })
  }

  @Test func unfoldedRowsStandInTheOrderOfTime() throws {
    let fixture = StoreFixture()
    for second in [3, 1, 2, 9, 2] { fixture.append(message(second, "error", "at \(second)")) }
    var request = LogRequest()
    request.folded = false
    request.count = 3
    let tail = try report(fixture, request, now: 10)
    #expect(tail.rows.map(\.record.time) == [time(2), time(3), time(9)])
    #expect(tail.firstRow == 2)
    #expect(tail.rowCount == 5)
    request.anchor = .index(0)
    let head = try report(fixture, request, now: 10)
    #expect(head.rows.map(\.record.time) == [time(1), time(2), time(2)])
    request.anchor = .index(99)
    #expect(try report(fixture, request, now: 10).rows.isEmpty)
  }

  @Test func anAbnormalEndIsATroubleWhateverItsLevel() throws {
    let fixture = StoreFixture()
    fixture.append(connection(0, "open", "a") + connection(1, "heartbeat_timeout", "a"))
    let report = try report(fixture, now: 2)
    #expect(report.listed == 1)
    #expect(report.rows.first?.record.event == .heartbeatTimeout)
  }

  @Test func aFailedRequestBorrowsTheReasonOfItsTrace() throws {
    let fixture = StoreFixture()
    fixture.append(message(0, "error", "redis: connection pool timeout", trace: "t1"))
    fixture.append(access(0, "/api/v1/messages", 500, trace: "t1"))
    fixture.append(access(1, "/api/v1/login", 500, trace: "t2"))
    fixture.append(access(2, "/ws/connect", 503, trace: "t1", message: "own words"))
    var request = LogRequest(windowSeconds: 60)
    request.folded = false
    let reasons = try report(fixture, request, now: 3).rows.map(\.borrowedReason)
    #expect(reasons == ["", "redis: connection pool timeout", "", ""])
  }

  @Test func withoutATraceTheReasonComesFromTheSameAddressWithinASecond() throws {
    let fixture = StoreFixture()
    fixture.append(
      connection(0, "heartbeat_timeout", "c", address: "10.0.0.9", reason: "no pong")
        .replacing("\"info\"", with: "\"warn\"")
    )
    fixture.append(access(1, "/ws/connect", 502, address: "10.0.0.9"))
    fixture.append(access(1, "/ws/connect", 502, address: "10.0.0.8"))
    fixture.append(access(3, "/ws/connect", 502, address: "10.0.0.9"))
    var request = LogRequest(windowSeconds: 60)
    request.folded = false
    let rows = try report(fixture, request, now: 4).rows
    let reasons = rows.map(\.borrowedReason)
    #expect(reasons == ["", "ws heartbeat_timeout: no pong", "", ""])
    #expect(rows.map(\.lender) == [nil, .address, nil, nil])
  }

  @Test func aPanicGivesItsReasonToTheRequestThatItQuotes() throws {
    func panic(_ second: Int, _ request: String) -> String {
      let time = "2026/11/23 06:00:0\(second)"
      return """
        \(time) [Recovery] \(time) panic recovered:
        \(request) HTTP/1.1
        Host: gw
        runtime error: invalid memory address
        /usr/local/go/src/runtime/panic.go:262 (0x4d2f77)

        """
    }
    let fixture = StoreFixture()
    fixture.append(panic(0, "GET /api/v1/messages") + access(1, "/api/v1/messages", 500))
    fixture.append(access(2, "/api/v1/rooms", 500, address: "10.0.0.2"))
    fixture.append(panic(3, "GET /api/v1/rooms") + access(3, "/api/v1/messages", 500))
    fixture.append(access(7, "/api/v1/rooms", 500, address: "10.0.0.2"))
    var request = LogRequest(windowSeconds: 60)
    request.folded = false
    let rows = try report(fixture, request, now: 8).rows.filter { $0.record.status == 500 }
    #expect(rows.map(\.lender) == [.request, nil, nil, nil])
    #expect(rows.first?.borrowedReason.hasPrefix("panic recovered:") == true)
    #expect(rows.first?.borrowedReason.hasSuffix("invalid memory address") == true)
  }

  @Test func aReasonThatRequestsBorrowedIsNoRowOfItsOwn() throws {
    let fixture = StoreFixture()
    for index in 0..<5 {
      fixture.append(message(index, "error", "upgrade refused: hub queue full", trace: "t\(index)"))
      fixture.append(access(index, "/ws/connect", 500, trace: "t\(index)"))
    }
    fixture.append(message(6, "error", "backup failed", trace: "b"))
    let request = LogRequest(windowSeconds: 60)
    let folded = try report(fixture, request, now: 10)
    #expect(folded.rows.map(\.count) == [5, 1])
    #expect(folded.rows.map(\.borrowedReason) == ["upgrade refused: hub queue full", ""])
    #expect(folded.rowCount == 2)
    for index in 0..<5 {
      fixture.append(message(7, "error", "upgrade refused: hub queue full", trace: "x\(index)"))
    }
    #expect(try report(fixture, request, now: 10).rows.map(\.count).sorted() == [1, 5, 10])
  }

  @Test func tablesCountTheWindowAndTheOneBefore() throws {
    let fixture = StoreFixture()
    for second in 0..<60 {
      fixture.append(access(second, "/a", second >= 30 ? 500 : 200, latency: 20))
    }
    fixture.append(access(45, "/b", 200) + connection(46, "open", "x", address: "10.9.9.9"))
    fixture.append(connection(50, "close", "x", address: "10.9.9.9", reason: "normal"))
    var request = LogRequest(windowSeconds: 30)
    request.buckets = 30
    let report = try report(fixture, request, now: 59)
    let row = try #require(report.paths.first)
    #expect(row.key == "/a")
    #expect([row.requests, row.requestsBefore] == [30, 30])
    #expect([row.serverErrors, row.serverErrorsBefore] == [30, 0])
    #expect(row.perBucket == Array(repeating: 1, count: 30))
    #expect(abs(try #require(row.p95) - 0.02) < 0.001)
    #expect(report.paths.map(\.key) == ["/a", "/b"])
    let address = try #require(report.addresses.first { $0.key == "10.9.9.9" })
    #expect([address.opened, address.closed, address.shortLived] == [1, 1, 1])
    #expect(report.closeReasons.map(\.reason) == ["normal"])
    #expect(report.shortLivedShare == 1)
    #expect(report.recordsPerBucket.reduce(0, +) == 33)
    #expect(report.errorsPerBucket == Array(repeating: 1, count: 30))
  }

  @Test func whatAnAddressOpensAndMissesIsCounted() throws {
    let fixture = StoreFixture()
    for second in 0..<4 {
      for index in 0..<12 {
        fixture.append(connection(second, "open", "\(second)-\(index)", address: "203.0.113.7"))
        fixture.append(
          access(second, "/wp-\(second * 12 + index).php", 404, address: "198.51.100.9")
        )
        fixture.append(access(second, "/a", 200, address: "10.0.0.1"))
      }
    }
    let rows = Dictionary(
      uniqueKeysWithValues: try report(fixture, now: 5).addresses.map { ($0.key, $0) }
    )
    #expect(rows["203.0.113.7"]?.hurriedSeconds == 4)
    #expect(rows["203.0.113.7"]?.peakOpenings == 12)
    #expect(rows["198.51.100.9"]?.missingPaths == 48)
    #expect(rows["198.51.100.9"]?.notFound == 48)
    #expect(rows["10.0.0.1"]?.missingPaths == 0)
  }

  @Test func aPickerListsTheValuesThatContainTheSearch() throws {
    let fixture = StoreFixture()
    for second in 0..<10 {
      fixture.append(
        access(second, "/api/v1/Messages", second < 5 ? 200 : 500) + access(second, "/healthz", 200)
      )
    }
    var request = LogRequest(windowSeconds: 10)
    request.picker = .init(field: "path", search: "messages", count: 5)
    let choices = try report(fixture, request, now: 9).choices
    #expect(choices.map(\.value) == ["/api/v1/Messages"])
    #expect(choices.map(\.count) == [10])
    #expect(choices.map(\.errors) == [5])
    for (field, values) in [
      ("status", ["500", "200"]), ("level", ["error", "info"]), ("source", ["im.log"]),
      ("method", ["GET"]), ("ip", ["10.0.0.1"]), ("user_agent", ["okhttp/4.11.0"]),
      ("trace_id", []), ("nonsense", []),
    ] {
      request.picker = .init(field: field, search: "", count: 5)
      #expect(try report(fixture, request, now: 9).choices.map(\.value) == values, "\(field)")
    }
  }

  @Test func aPickerOfTracesListsThoseWithErrorsFirst() throws {
    let fixture = StoreFixture()
    for trace in ["t1", "t2", "t3"] {
      fixture.append(access(1, "/a", trace == "t2" ? 500 : 200, trace: trace))
    }
    fixture.append(access(2, "/a", 200, trace: "t3"))
    var request = LogRequest()
    request.picker = .init(field: "trace", search: "T", count: 5)
    let choices = try report(fixture, request, now: 3).choices
    #expect(choices.map(\.value) == ["t2", "t3", "t1"])
    #expect(choices.map(\.count) == [1, 2, 1])
    #expect(choices.map(\.errors) == [1, 0, 0])
  }

  @Test func aFilterNarrowsListTablesAndCounts() throws {
    let fixture = StoreFixture()
    for second in 0..<10 {
      fixture.append(access(second, "/a", 500) + access(second, "/b", 500, address: "10.0.0.2"))
    }
    let filter = try FilterParser.parse("path:/a AND status:500")
    let report = try report(fixture, LogRequest(filter: filter), now: 9)
    #expect(report.matched == 10)
    #expect(report.received == 20)
    #expect(report.paths.map(\.key) == ["/a"])
    #expect(report.addresses.map(\.key) == ["10.0.0.1"])
    let series = report.counts.series(
      matching: [Matcher(Labels.metricName, equals: "log_requests_total")],
      in: TimeRange(from: time(0), through: time(20))
    )
    #expect(series.map { $0.labels["path"] } == ["/a"])
    #expect(series.first?.values == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  }

  @Test func aPickerUnderAFilterOfItsOwnListsWhatThatLeaves() throws {
    let fixture = StoreFixture()
    for second in 0..<6 {
      fixture.append(access(second, "/a/\(second % 2)", second < 4 ? 200 : 500))
    }
    var analysis = LogAnalysis()
    func choices(_ filter: String, _ own: String?) throws -> [String]? {
      var request = LogRequest(filter: try FilterParser.parse(filter))
      request.picker = .init(
        field: "path",
        search: "",
        count: 9,
        filter: try own.map(FilterParser.parse)
      )
      let report = analysis.report(
        for: request,
        over: fixture.store.snapshot(),
        logNow: time(9)
      )
      #expect(report?.request == request)
      return report?.choices.map { "\($0.value) \($0.count)" }.sorted()
    }
    #expect(try choices("path:/nothing", "status:200") == ["/a/0 2", "/a/1 2"])
    #expect(try choices("path:/nothing", nil) == [])
    #expect(try choices("status:500", "status:500") == ["/a/0 1", "/a/1 1"])
    #expect(try choices("status:500", "") == ["/a/0 3", "/a/1 3"])
    fixture.append(access(6, "/a/1", 200))
    #expect(try choices("path:/nothing", "status:200") == ["/a/0 2", "/a/1 3"])
  }

  @Test func aCancelledReportCanBeAskedForAgain() throws {
    let fixture = StoreFixture()
    fixture.append(access(0, "/a", 500))
    var analysis = LogAnalysis()
    let snapshot = fixture.store.snapshot()
    let cancelled: LogReport? = analysis.report(
      for: LogRequest(),
      over: snapshot,
      logNow: time(1),
      isCancelled: { true }
    )
    #expect(cancelled?.listed == nil)
    let report = analysis.report(for: LogRequest(), over: snapshot, logNow: time(1))
    #expect(report?.listed == 1)
  }

  @Test func anEmptyStoreHasAReport() throws {
    let report = try report(StoreFixture(), now: 0)
    #expect(report.rows.isEmpty)
    #expect(report.oldest == nil)
    #expect(report.recordsPerBucket.count == 60)
  }

  @Test func aRelativeTimeIsMeasuredFromTheClock() throws {
    let fixture = StoreFixture()
    for second in 0..<100 { fixture.append(access(second, "/a", 200)) }
    var analysis = LogAnalysis()
    let request = LogRequest(filter: try FilterParser.parse("time > -10s"))
    let snapshot = fixture.store.snapshot()
    let first = analysis.report(for: request, over: snapshot, logNow: time(99))
    #expect(first?.matched == 10)
    let later = analysis.report(for: request, over: snapshot, logNow: time(104))
    #expect(later?.matched == 5)
  }
}
