import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// A search goes through all that is held and answers with a row of the list.
@Suite struct RowSearchTests {
  private let fixture = StoreFixture(rowLimit: 50)

  init() {
    for second in 0..<200 {
      fixture.append(
        second == 20 || second == 150
          ? message(second, "error", "redis: pool of shard \(second) exhausted")
          : message(second, second.isMultiple(of: 3) ? "warn" : "info", "tick \(second)")
      )
    }
  }

  private func ask(
    _ filter: String,
    _ direction: ListSearch.Direction,
    from origin: Int? = nil,
    folded: Bool = false,
    scope: LogRequest.Scope = .all,
    window: Double = 300,
    end: Int = 199,
    count: Int = 20
  ) throws -> LogReport {
    var request = LogRequest(windowSeconds: window)
    (request.folded, request.scope, request.count) = (folded, scope, count)
    request.windowEnd = time(Double(end))
    request.search = ListSearch(
      try FilterParser.parse(filter),
      towards: direction,
      from: origin.map(id)
    )
    var analysis = LogAnalysis()
    let report = analysis.report(for: request, over: fixture.store.snapshot(), logNow: time(199))
    return try #require(report)
  }

  /// The record of a second.
  private func id(_ second: Int) -> LogRecordID {
    for view in fixture.store.snapshot().chunks {
      for row in 0..<view.count where view.chunk.time[row] == time(Double(second)).milliseconds {
        return LogRecordID(chunk: view.chunk.number, row: UInt32(row))
      }
    }
    return LogRecordID(chunk: .max, row: 0)
  }

  @Test func nearestOlderRowIsFoundFarFromThePage() throws {
    let report = try ask("redis", .older)
    #expect(report.found == .row(150))
    #expect(report.rows.contains { $0.record.id == id(150) })
    #expect(report.rows.count == 20 && report.firstRow == 140)
    #expect(try ask("redis", .older, from: 150).found == .row(20))
    #expect(try ask("redis", .older, from: 20).found == .nothing)
  }

  @Test func nearestNewerRowIsFound() throws {
    #expect(try ask("redis", .newer, from: 0).found == .row(20))
    #expect(try ask("redis", .newer, from: 20).found == .row(150))
    #expect(try ask("redis", .newer, from: 150).found == .nothing)
  }

  @Test func levelsAreFoundInTheErrorsList() throws {
    // Troubles before second 150: every third second, and second 20.
    let report = try ask("level >= error", .older, scope: .errors)
    #expect(report.found == .row(51))
    #expect(report.rows.first { $0.record.id == id(150) } != nil)
    #expect(try ask("level = warn", .older, from: 150, scope: .errors).found == .row(50))
  }

  @Test func whatLiesOutsideTheWindowIsToldWithItsTime() throws {
    let before = try ask("redis", .older, window: 20)
    #expect(before.found == .outside(id(150), time(150)))
    let after = try ask("shard 150", .newer, from: 20, window: 30, end: 40)
    #expect(after.found == .outside(id(150), time(150)))
    let folded = try ask("redis", .older, folded: true, window: 20)
    #expect(folded.found == .outside(id(150), time(150)))
  }

  @Test func foldedRowIsFoundByAnyOfItsRecords() throws {
    // Groups in the order of their newest records: redis, then the ticks.
    let report = try ask("\"shard 20\"", .older, folded: true)
    guard case .row(let row) = report.found else {
      Issue.record("found \(String(describing: report.found))")
      return
    }
    let shown = report.rows[row - report.firstRow]
    #expect(shown.record.message.hasPrefix("redis") && shown.count == 2)
    #expect(shown.record.id == id(150))
    #expect(try ask("redis", .older, from: 20, folded: true).found == .nothing)
  }

  @Test func borrowedReasonIsFoundInTheRowThatBorrowedIt() throws {
    let fixture = StoreFixture()
    fixture.append(message(1, "error", "upgrade refused: hub queue full", trace: "t1"))
    fixture.append(access(1, "/ws/connect", 503, trace: "t1"))
    fixture.append(message(2, "warn", "slow consumer"))
    var request = LogRequest(windowSeconds: 60)
    request.search = ListSearch(try FilterParser.parse("hub"), towards: .older, from: nil)
    var analysis = LogAnalysis()
    let report = analysis.report(for: request, over: fixture.store.snapshot(), logNow: time(3))
    let rows = try #require(report?.rows)
    #expect(rows.map(\.record.status) == [503, nil])
    #expect(report?.found == .row(0))
  }

  @Test func originThatIsNoLongerHeldIsOlderThanEverything() throws {
    var request = LogRequest(windowSeconds: 300)
    (request.folded, request.scope) = (false, .all)
    let gone = LogRecordID(chunk: 99_999, row: 1)
    var analysis = LogAnalysis()
    let filter = try FilterParser.parse("redis")
    for (direction, answer) in [
      (ListSearch.Direction.older, ListSearch.Answer.nothing), (.newer, .row(20)),
    ] {
      request.search = ListSearch(filter, towards: direction, from: gone)
      let report = analysis.report(for: request, over: fixture.store.snapshot(), logNow: time(199))
      #expect(report?.found == answer)
    }
  }

  @Test func withoutASearchNothingIsFound() throws {
    var analysis = LogAnalysis()
    let report = analysis.report(
      for: LogRequest(),
      over: fixture.store.snapshot(),
      logNow: time(199)
    )
    #expect(report != nil && report?.found == nil)
  }
}
