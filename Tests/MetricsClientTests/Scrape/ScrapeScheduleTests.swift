import Testing

@testable import MetricsClient

@Suite struct ScrapeScheduleTests {
  private typealias Schedule = ScrapeSchedule<ContinuousClock.Instant>

  /// When the scrapes begin, in seconds from the start, where each takes what `durations` says and
  /// ends with that success; the clock jumps to whatever the schedule waits for.
  private func begins(
    _ interval: TargetConfiguration.Interval,
    _ durations: [(milliseconds: Int, succeeds: Bool)]
  ) -> [Double] {
    let start = ContinuousClock.now
    var now = start
    var schedule = Schedule(start: start, interval: interval)
    var begins: [Double] = []
    for (milliseconds, succeeds) in durations {
      if case .wait(let until) = schedule.action(at: now) { now = until }
      begins.append((now - start) / .seconds(1))
      now = now.advanced(by: .milliseconds(milliseconds))
      schedule.finished(at: now, after: .milliseconds(milliseconds), succeeded: succeeds)
    }
    return begins
  }

  @Test func aQuickTargetIsScrapedEverySecond() {
    #expect(
      begins(.adaptive, Array(repeating: (10, true), count: 6)) == [0, 1, 2, 3, 4, 5]
    )
  }

  @Test func aSlowTargetIsScrapedTwiceAndThenEveryFiveSeconds() {
    #expect(begins(.adaptive, Array(repeating: (80, true), count: 5)) == [0, 1, 6, 11, 16])
  }

  @Test func oneVerySlowScrapeEndsTheQuickPace() {
    let durations = [
      (10, true), (10, true), (10, true), (150, true), (10, true), (10, true), (10, true),
    ]
    #expect(begins(.adaptive, durations) == [0, 1, 2, 3, 8, 13, 14])
  }

  @Test func threeSomewhatSlowScrapesEndTheQuickPace() {
    let durations = [(10, true), (10, true), (60, true), (60, true), (60, true), (60, true)]
    #expect(begins(.adaptive, durations) == [0, 1, 2, 3, 4, 9])
  }

  @Test func aQuickFailureKeepsThePaceAndSpeedsNothingUp() {
    #expect(begins(.adaptive, Array(repeating: (1, false), count: 4)) == [0, 1, 6, 11])
    let durations = [(10, true), (10, true), (1, false), (1, false), (10, true)]
    #expect(begins(.adaptive, durations) == [0, 1, 2, 3, 4])
  }

  @Test func aLongIntervalIsReachedInGrowingSteps() {
    #expect(
      begins(.seconds(60), Array(repeating: (10, true), count: 8))
        == [0, 1, 6, 16, 36, 76, 136, 196]
    )
    #expect(begins(.seconds(15), Array(repeating: (10, true), count: 5)) == [0, 1, 6, 16, 31])
  }

  @Test func anIntervalThatIsNamedIsKept() {
    #expect(begins(.seconds(5), Array(repeating: (10, true), count: 4)) == [0, 1, 6, 11])
    #expect(begins(.seconds(0.5), Array(repeating: (10, true), count: 3)) == [0, 0.5, 1])
  }

  @Test func whatCouldNotBeDoneInTimeIsLeftOut() {
    #expect(
      begins(.seconds(1), [(10, true), (3500, true), (10, true), (10, true)]) == [0, 1, 4.5, 5]
    )
  }

  @Test func nothingIsDueBeforeItsTime() {
    let start = ContinuousClock.now
    let schedule = Schedule(start: start.advanced(by: .seconds(1)), interval: .adaptive)
    #expect(schedule.action(at: start) == .wait(until: start.advanced(by: .seconds(1))))
    #expect(schedule.action(at: start.advanced(by: .seconds(1))) == .scrape)
  }
}
