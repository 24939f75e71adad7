import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// The values of fields that only the log's lines have, for completion.
@Suite struct OwnFieldChoicesTests {
  private let fixture = StoreFixture()

  init() {
    for second in 0..<30 {
      let level = second % 10 == 0 ? "error" : "info"
      fixture.append(
        #"{"time":"\#(clock(second))","level":"\#(level)","msg":"sent","shard":"s\#(second % 3)","#
          + #""room":{"name":"r \#(second % 2)"},"api_key":"k\#(second)","n":\#(second)}"# + "\n"
      )
    }
    fixture.append(access(5, "/a", 200))
  }

  private func choices(
    _ field: String,
    search: String = "",
    filter: String = "",
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> [Choice]? {
    var analysis = LogAnalysis()
    var request = LogRequest()
    request.picker = LogRequest.Picker(
      field: field,
      search: search,
      count: 10,
      filter: try FilterParser.parse(filter)
    )
    return analysis.report(
      for: request,
      over: fixture.store.snapshot(),
      logNow: time(31),
      isCancelled: isCancelled
    )?.choices
  }

  @Test func theMostFrequentValuesComeFirst() throws {
    fixture.append(#"{"time":"\#(clock(30))","msg":"x","shard":"s2"}"# + "\n")
    let found = try #require(try choices("shard"))
    #expect(found.map(\.value) == ["s2", "s0", "s1"])
    #expect(found.map(\.count) == [11, 10, 10])
    #expect(found.map(\.errors) == [1, 1, 1])
  }

  @Test func theRestOfTheFilterNarrowsThem() throws {
    let found = try #require(try choices("shard", filter: "level:error"))
    #expect(found.map(\.count) == [1, 1, 1])
    #expect(try choices("Shard", filter: "n > 27")?.map(\.value) == ["s1", "s2"])
  }

  @Test func nestedNamesAndPartsOfValuesAreFound() throws {
    #expect(try choices("room.name", search: "R 1")?.map(\.value) == ["r 1"])
    #expect(try choices("n", search: "2")?.count == 10)
    #expect(try choices("nothing")?.isEmpty == true)
  }

  @Test func secretsAreNotProposed() throws { #expect(try choices("api_key")?.isEmpty == true) }

  @Test func onlyTheNewestRecordsAreRead() throws {
    for number in 0..<3_000 {
      fixture.append(#"{"time":"\#(clock(30))","msg":"x","shard":"new\#(number % 2)"}"# + "\n")
    }
    let found = try #require(try choices("shard"))
    #expect(Set(found.prefix(2).map(\.value)) == ["new0", "new1"])
    #expect(found.reduce(0) { $0 + $1.count } < 3_000)
  }

  @Test func aNewerKeyEndsTheSearch() throws {
    nonisolated(unsafe) var questions = 0
    let all = try choices("shard") {
      questions += 1
      return false
    }
    #expect(all?.isEmpty == false)
    let last = questions
    questions = 0
    let cut = try choices("shard") {
      questions += 1
      return questions >= last - 1
    }
    #expect(cut?.isEmpty ?? true)
  }
}
