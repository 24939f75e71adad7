import IMServer
import NIOCore
import Testing

@Suite struct ClientRhythmTests {
  private func mean(_ draw: (inout ClientRhythm) -> TimeAmount) -> Double {
    var rhythm = ClientRhythm(seed: 3)
    let seconds = (0..<20_000).map { _ in Double(draw(&rhythm).nanoseconds) / 1e9 }
    return seconds.reduce(0, +) / Double(seconds.count)
  }

  @Test func sameSeedDrawsTheSameLife() {
    var first = ClientRhythm(seed: 5)
    var second = ClientRhythm(seed: 5)
    for _ in 0..<100 {
      #expect(first.session() == second.session())
      #expect(first.request() == second.request())
      #expect(first.farewell() == second.farewell())
    }
  }

  @Test func timesAreAsLongAsTheySay() {
    #expect(abs(mean { $0.session() } - 240) < 5)
    #expect(abs(mean { $0.requestGap() } - 5) < 0.1)
    #expect(mean { $0.arrive() } < 3)
  }

  @Test func manyPeopleAskNoMoreThanTwoHundredThingsASecond() {
    var rhythm = ClientRhythm(seed: 3, population: 5000)
    let gaps = (0..<20_000).map { _ in Double(rhythm.requestGap().nanoseconds) / 1e9 }
    #expect(abs(gaps.reduce(0, +) / 20_000 - 25) < 0.5)
  }

  @Test func pingsAreMostlyAnsweredAtOnceAndSeldomNotAtAll() {
    var rhythm = ClientRhythm(seed: 4)
    let answers = (0..<20_000).map { _ in rhythm.answer() }
    #expect((0.83...0.87).contains(Double(answers.count { $0 == .now }) / 20_000))
    #expect((10...80).contains(answers.count { $0 == .never }))
    for case .late(let time) in answers { #expect(time <= .milliseconds(800)) }
  }

  @Test(arguments: [(1, 1.0), (2, 2), (3, 4), (5, 16), (100, 16), (0, 1)])
  func backoffDoublesAndStopsGrowing(attempt: Int, seconds: Double) {
    var rhythm = ClientRhythm(seed: 9)
    for _ in 0..<100 {
      let pause = Double(rhythm.backoff(attempt: attempt).nanoseconds) / 1e9
      #expect((seconds * 0.5 - 0.001...seconds * 1.5).contains(pause))
    }
  }

  @Test func fewRequestsAreMistakes() {
    var rhythm = ClientRhythm(seed: 2)
    let requests = (0..<20_000).map { _ in rhythm.request() }
    let mistakes = requests.count {
      switch $0 {
      case .missing, .malformed: true
      case .postMessage, .history: false
      }
    }
    #expect((100...250).contains(mistakes))
  }
}
