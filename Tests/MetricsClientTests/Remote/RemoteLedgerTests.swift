import HTTPFetch
import MetricsModel
import Testing

@testable import MetricsClient

@Suite struct RemoteLedgerTests {
  private let query = RemoteLedger.Query(text: "up", step: 1000)

  private func ledger(wanting range: ClosedRange<Int64>, at now: Int64) -> RemoteLedger {
    var ledger = RemoteLedger(url: "http://prom/", pace: 10_000)
    ledger.want(query, from: range.lowerBound, through: range.upperBound, at: now)
    return ledger
  }

  private func next(
    _ ledger: inout RemoteLedger,
    at now: Int64
  ) throws -> RemoteLedger.Question {
    let question = ledger.next(at: now)
    return try #require(question)
  }

  private func answer(_ value: Double, _ question: RemoteLedger.Question) -> RemoteAnswer<[Series]>
  {
    let times = Array(stride(from: question.from, through: question.through, by: 1000))
    return RemoteAnswer(
      value: [Series(labels: .empty, timestamps: times, values: times.map { _ in value })]
    )
  }

  @Test func whatIsWantedIsAskedOnce() throws {
    var ledger = ledger(wanting: 1000...9000, at: 9500)
    let question = try next(&ledger, at: 9500)
    #expect((question.from, question.through) == (1000, 9000))
    #expect(ledger.next(at: 9500) == nil)
    ledger.took(question, .success(answer(1, question)), at: 9600)
    #expect(ledger.lines(query)?.sum(from: 1000, through: 9000) == Array(repeating: 1, count: 9))
    #expect(ledger.next(at: 9700) == nil)
    #expect(ledger.isIdle(at: 9700))
  }

  @Test func onlyTheMissingPastIsAskedAtOnceAndTheNewestAtTheirPace() throws {
    var ledger = ledger(wanting: 5000...9000, at: 9000)
    let first = try next(&ledger, at: 9000)
    ledger.took(first, .success(answer(1, first)), at: 9000)
    ledger.want(query, from: 2000, through: 12_000, at: 12_000)
    let past = try next(&ledger, at: 12_000)
    #expect((past.from, past.through) == (2000, 4000))
    ledger.took(past, .success(answer(2, past)), at: 12_000)
    #expect(ledger.next(at: 12_100) == nil)
    let news = try next(&ledger, at: 22_000)
    #expect((news.from, news.through) == (9000, 12_000))
  }

  @Test func ofAMomentNothingButTheNewestStepIsAskedAndKept() throws {
    let moment = RemoteLedger.Query(text: "up", step: 1000, isMoment: true)
    var ledger = RemoteLedger(url: "", pace: 10_000)
    ledger.want(moment, from: 5000, through: 5000, at: 5000)
    let first = try next(&ledger, at: 5000)
    ledger.took(first, .success(answer(1, first)), at: 5100)
    ledger.want(moment, from: 9000, through: 9000, at: 9000)
    #expect(ledger.next(at: 9000) == nil)
    ledger.want(moment, from: 16_000, through: 16_000, at: 16_000)
    let news = try next(&ledger, at: 16_000)
    #expect((news.from, news.through) == (16_000, 16_000))
    ledger.took(news, .success(answer(2, news)), at: 16_100)
    #expect(ledger.lines(moment)?.count == 1)
    #expect(ledger.lines(moment)?.end == 16_000)
    // An answer that took its time is the newest one until the next.
    ledger.want(moment, from: 27_000, through: 27_000, at: 27_000)
    let late = try next(&ledger, at: 27_000)
    ledger.want(moment, from: 28_000, through: 28_000, at: 28_000)
    ledger.took(late, .success(answer(3, late)), at: 28_100)
    #expect(ledger.lines(moment)?.lines == [.empty: [3]])
    #expect(ledger.lines(moment)?.end == 27_000)
  }

  @Test func whatNobodyWantsIsForgotten() throws {
    var ledger = ledger(wanting: 1000...9000, at: 9500)
    let question = try next(&ledger, at: 9500)
    ledger.took(question, .success(answer(1, question)), at: 9600)
    let other = RemoteLedger.Query(text: "other", step: 1000)
    ledger.want(other, from: 0, through: 1000, at: 800_000)
    #expect(ledger.lines(query) != nil)
    ledger.want(other, from: 0, through: 1000, at: 1_000_000)
    #expect(ledger.lines(query) == nil)
  }

  @Test func momentsAreBoundedInNumberAndPace() throws {
    var ledger = RemoteLedger(url: "", pace: 1000)
    func moment(_ index: Int) -> RemoteLedger.Query {
      .init(text: "\(index)", step: 1000, isMoment: true)
    }
    let limit = RemoteLedger.momentLimit
    for index in 0..<limit {
      ledger.want(moment(index), from: 1000, through: 1000, at: 1000)
    }
    let isOneMoreWanted = ledger.want(moment(limit), from: 1000, through: 1000, at: 1000)
    #expect(!isOneMoreWanted)
    while let question = ledger.next(at: 1000) {
      ledger.took(question, .success(answer(1, question)), at: 1000)
    }
    ledger.want(moment(0), from: 9000, through: 9000, at: 9000)
    #expect(ledger.next(at: 9000) == nil)
    ledger.want(moment(0), from: 51_000, through: 51_000, at: 51_000)
    let later = try next(&ledger, at: 51_000)
    #expect(later.query == moment(0))
    let isWantedLater = ledger.want(moment(limit), from: 400_000, through: 400_000, at: 400_000)
    #expect(isWantedLater)
  }

  @Test func fourQuestionsAreUnderWayAtMost() {
    var ledger = RemoteLedger(url: "", pace: 1000)
    for index in 0..<6 {
      ledger.want(.init(text: "\(index)", step: 1000), from: 0, through: 1000, at: 0)
    }
    let questions = (0..<6).compactMap { _ in ledger.next(at: 0) }
    #expect(questions.map(\.query.text) == ["0", "1", "2", "3"])
    ledger.took(questions[0], .success(RemoteAnswer(value: [])), at: 0)
    #expect(ledger.next(at: 0)?.query.text == "4")
  }

  @Test func aServerThatFailsIsLeftAloneForLongerAndLonger() throws {
    var ledger = ledger(wanting: 0...1000, at: 0)
    var now: Int64 = 0
    var pauses: [Int64] = []
    for _ in 0..<7 {
      ledger.want(query, from: 0, through: 1000, at: now)
      let question = try next(&ledger, at: now)
      let error = RemoteError.fetch(.unreachable("http://prom/", cause: .refused))
      ledger.took(question, .failure(error), at: now)
      let began = now
      while ledger.isSilent(at: now) { now += 500 }
      pauses.append(now - began)
    }
    #expect(pauses == [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
    #expect(
      ledger.status.health
        == .down(
          reason: "http://prom/: connection refused, nothing listens on this port"
        )
    )
    #expect(ledger.status.failures == 7)
  }

  @Test func theServersOwnPauseIsKept() throws {
    var ledger = ledger(wanting: 0...1000, at: 0)
    let question = try next(&ledger, at: 0)
    let refusal = RemoteRefusal(status: 429, text: "too many", retryAfter: 20)
    ledger.took(question, .failure(.refused(url: "", refusal)), at: 0)
    #expect(ledger.isSilent(at: 19_999))
    #expect(!ledger.isSilent(at: 20_000))
  }

  @Test func aQueryThatIsRefusedSilencesOnlyItself() throws {
    var ledger = ledger(wanting: 0...1000, at: 0)
    let question = try next(&ledger, at: 0)
    let refusal = RemoteRefusal(status: 400, kind: "bad_data", text: "unknown function")
    ledger.took(question, .failure(.refused(url: "", refusal)), at: 0)
    #expect(ledger.refusal(query) == "refused a query (400): unknown function")
    #expect(ledger.status.refusals == ["refused a query (400): unknown function, in up"])
    #expect(!ledger.isSilent(at: 0))
    ledger.want(query, from: 0, through: 1000, at: 59_000)
    #expect(ledger.next(at: 59_000) == nil)
    #expect(ledger.next(at: 60_000) != nil)
  }

  @Test func whatNobodyWantsAnyMoreIsNotAsked() {
    var ledger = ledger(wanting: 0...1000, at: 0)
    #expect(ledger.next(at: 31_000) == nil)
  }

  @Test func warningsAreKeptOnceEach() throws {
    var ledger = ledger(wanting: 0...1000, at: 0)
    let question = try next(&ledger, at: 0)
    var answer = answer(1, question)
    answer.warnings = ["a", "b", "a", "c", "d"]
    answer.isPartial = true
    ledger.took(question, .success(answer), at: 0)
    #expect(ledger.status.warnings == ["a", "c", "d"])
    #expect(ledger.status.health == .partial)
  }
}
