import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// Fields of a filter that no record has.
@Suite struct StrangeFieldsTests {
  private let fixture = StoreFixture()

  init() {
    fixture.append(
      #"{"time":"\#(clock(0))","level":"info","msg":"sent","shard":1,"room":{"name":"a"}}"# + "\n"
    )
    fixture.append(access(5, "/a", 200))
  }

  private func strange(_ filter: String) throws -> [StrangeField] {
    var analysis = LogAnalysis()
    let request = LogRequest(filter: try FilterParser.parse(filter))
    let report = analysis.report(for: request, over: fixture.store.snapshot(), logNow: time(6))
    return report?.strangeFields ?? []
  }

  @Test func namesLikeThemAreProposedTheLogsOwnIncluded() throws {
    let fields = try strange("NOT stauts:500 OR shrad:1 OR room.nam:x OR zzzzzzzz:1")
    #expect(fields.map(\.name) == ["room.nam", "shrad", "stauts", "zzzzzzzz"])
    #expect(fields.map(\.nearest.first) == ["room.name", "shard", "status", nil])
    #expect(fields.allSatisfy { $0.isCertain })
  }

  @Test func whatTheVocabularyOrARecordHasIsNotStrange() throws {
    #expect(try strange("status:500 trace:x shard:7 SHARD:7 room.name:b /x/ y").isEmpty)
  }

  @Test func whatComesLaterIsNotStrangeAnyMore() throws {
    var analysis = LogAnalysis()
    let request = LogRequest(filter: try FilterParser.parse("zone:eu"))
    func names(_ now: Double) -> [String]? {
      analysis.report(for: request, over: fixture.store.snapshot(), logNow: time(now))?
        .strangeFields.map(\.name)
    }
    #expect(names(6) == ["zone"])
    fixture.append(#"{"time":"\#(clock(7))","msg":"a","zone":"us"}"# + "\n")
    #expect(names(20) == [])
  }
}
