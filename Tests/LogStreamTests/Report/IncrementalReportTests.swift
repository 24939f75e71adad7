import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// A report that was kept up to date must be the report that is made from nothing.
@Suite struct IncrementalReportTests {
  @Test(arguments: [
    ("", true), ("", false), ("status >= 500 OR event:*", true), ("client_ip:10.0.0.0/29", false),
  ])
  func keepingUpGivesWhatBeginningAnewGives(filter: String, isFolded: Bool) throws {
    var numbers = Numbers(seed: 11)
    let fixture = StoreFixture(sources: ["a.log", "b.log"], byteLimit: 250_000, rowLimit: 200)
    var analysis = LogAnalysis()
    var request = LogRequest(filter: try FilterParser.parse(filter), windowSeconds: 40)
    request.folded = isFolded
    request.buckets = 20
    request.count = 25
    request.scope = isFolded ? .errors : .all
    request.picker = .init(field: "status", search: "", count: 10)
    var second = 100
    for step in 0..<32 {
      for source in 0..<2 {
        var text = ""
        for _ in 0..<numbers.below(60) { text += line(second, &numbers) }
        if !text.isEmpty { fixture.append(text, source: source) }
      }
      second += [0, 1, 1, 2, 7, 3][numbers.below(6)] + (step == 24 ? 35 : 0)
      if step == 28 { request.windowEnd = time(Double(second - 9)) }
      let snapshot = fixture.store.snapshot()
      let now = time(Double(second))
      var other = LogAnalysis()
      let kept = analysis.report(for: request, over: snapshot, logNow: now)
      let anew = other.report(for: request, over: snapshot, logNow: now)
      expectEqual(described(try #require(kept)), described(try #require(anew)))
      // What has aged out stays counted by those who saw it.
      guard snapshot.agedOut == 0 else { continue }
      expectEqual(counted(try #require(kept)), counted(try #require(anew)))
    }
    #expect(fixture.store.snapshot().agedOut > 0)
  }

  @Test func aRecordThatGrowsIsFoundByItsNewLines() throws {
    let fixture = StoreFixture()
    var analysis = LogAnalysis()
    var request = LogRequest(filter: try FilterParser.parse("BrokenHub"), windowSeconds: 60)
    request.scope = .all
    func found() throws -> LogReport {
      let snapshot = fixture.store.snapshot()
      let report = analysis.report(for: request, over: snapshot, logNow: time(103))
      return try #require(report)
    }
    fixture.append(access(100, "/a", 200) + message(101, "error", "failed"))
    #expect(try found().matched == 0)
    #expect(fixture.store.snapshot().recordCount == 2)
    fixture.append("\tat im.BrokenHub.send(BrokenHub.java:12)\n")
    #expect(fixture.store.snapshot().recordCount == 2)
    #expect(try found().matched == 1)
    #expect(try found().rows.first?.record.message == "failed")
    // Once, whatever else comes.
    fixture.append("\tat im.BrokenHub.run(BrokenHub.java:9)\n" + access(102, "/a", 200))
    let report = try found()
    #expect(report.matched == 1)
    #expect(report.listed == 1)
    var other = LogAnalysis()
    let anew = other.report(for: request, over: fixture.store.snapshot(), logNow: time(103))
    expectEqual(described(report), described(try #require(anew)))
    expectEqual(counted(report), counted(try #require(anew)))
  }

  @Test(arguments: [true, false], [0, 450])
  func aRecordThatGrowsOutOfTheFilterLeaves(isFolded: Bool, others: Int) throws {
    let fixture = StoreFixture(rowLimit: 200)
    var analysis = LogAnalysis()
    var request = LogRequest(
      filter: try FilterParser.parse("NOT BrokenHub"),
      windowSeconds: 60
    )
    (request.scope, request.folded, request.buckets) = (.all, isFolded, 20)
    request.picker = .init(field: "level", search: "", count: 10)
    request.connections = .init(count: 10)
    func expectAsAnew(matched: Int) throws {
      let snapshot = fixture.store.snapshot()
      var other = LogAnalysis()
      let kept = analysis.report(for: request, over: snapshot, logNow: time(103))
      let anew = other.report(for: request, over: snapshot, logNow: time(103))
      let report = try #require(kept)
      #expect(report.matched == matched && report.isCounted)
      expectEqual(described(report), described(try #require(anew)))
      expectEqual(counted(report), counted(try #require(anew)))
    }
    for index in 0..<others { fixture.append(access(90 + index / 100, "/b", 500)) }
    let end = connection(101, "close", "c1", address: "10.0.0.9", reason: "broken")
    fixture.append(access(100, "/a", 500) + end)
    try expectAsAnew(matched: others + 2)
    fixture.append("\tat im.BrokenHub.send(BrokenHub.java:12)\n" + access(102, "/a", 500))
    try expectAsAnew(matched: others + 2)
    let chunks = fixture.store.snapshot().chunks
    #expect(chunks.reduce(0) { $0 + $1.count } == others + 3)
    // What comes then is counted behind it.
    fixture.append(access(103, "/a", 200))
    try expectAsAnew(matched: others + 3)
  }

  private func line(_ second: Int, _ numbers: inout Numbers) -> String {
    let at = second - (numbers.below(9) == 0 ? numbers.below(60) : 0)
    let address = "10.0.0.\(numbers.below(20))"
    switch numbers.below(8) {
    case 0: return connection(at, "open", "c\(numbers.below(50))", address: address)
    case 1:
      return connection(at, "close", "c\(numbers.below(50))", address: address, reason: "normal")
    case 2: return message(at, "warn", "queue \(numbers.below(9)) full")
    default:
      let status = [200, 200, 404, 500, 503][numbers.below(5)]
      return access(
        at,
        "/p\(numbers.below(9))",
        status,
        address: address,
        latency: numbers.below(900)
      )
    }
  }

  private func described(_ report: LogReport) -> [String] {
    var result = [
      "\(report.received) \(report.covered) \(report.matched) \(report.listed) \(report.rowCount)",
      "\(report.errorsPerBucket)", "\(report.recordsPerBucket)", "\(report.closeReasons)",
      "\(report.shortLivedShare ?? -1)",
    ]
    result += report.paths.map { "\($0)" } + report.addresses.map { "\($0)" }
    result += report.choices.map { "\($0)" } + report.rows.map { "\($0)" }
    result += report.connections.map { ["\($0)"] } ?? []
    return result
  }

  private func counted(_ report: LogReport) -> [String] {
    let range = TimeRange(from: time(80), through: time(200))
    guard let any = try? Matcher(Labels.metricName, .notEqual, "") else { return [] }
    return report.counts.series(matching: [any], in: range)
      .map { "\($0.labels) \($0.values)" }.sorted()
  }
}
