import Testing

@testable import LogStream

/// When what stood in a log is over and what is new begins.
@Suite struct PastWatchTests {
  /// The first look, counted from 1, after which the past has ended; nil when it never does.
  private func end(_ looks: [(records: Int, lag: Int?)], hasStreams: Bool = false) -> Int? {
    var watch = PastWatch(hasStreams: hasStreams)
    for (index, look) in looks.enumerated() {
      watch.look(records: look.records, lagBytes: look.lag)
      if watch.hasEnded { return index + 1 }
    }
    return nil
  }

  @Test func ofAQuietLogItEndsWhenNothingIsLeftAndNothingComes() {
    // What was held back comes with the third look.
    #expect(end([(10, 900), (100, 0), (101, 0), (101, 0), (101, 0), (101, 0), (101, 0)]) == 6)
  }

  @Test func ofALogThatIsWrittenToItEndsSoonAfterNothingWasLeft() {
    #expect(end([(10, 9_000)] + (1...20).map { (100 + $0, 0) }) == 7)
  }

  @Test func ofALogWrittenToAsFastAsItIsReadItEndsWhenTheLagStaysSmall() {
    #expect(end((1...30).map { ($0 * 10_000, 2_000) }) == 7)
  }

  @Test func itDoesNotEndWhileMuchIsLeft() {
    #expect(end((1...30).map { ($0 * 10_000, 90_000_000 - $0 * 1_000_000) }) == nil)
    #expect(end((1...30).map { ($0 * 10_000, 2 << 20) }) == nil)
  }

  @Test func whereNothingStandsItEndsBeforeAnythingComes() {
    #expect(end((1...30).map { _ in (0, 0) }) == 3)
    var watch = PastWatch(hasStreams: false)
    for _ in 1...6 { watch.look(records: 0, lagBytes: nil, isNothingThere: true) }
    #expect(watch.hasEnded)
  }

  @Test func aStreamIsWaitedForLonger() {
    #expect(end((1...30).map { _ in (0, 0) }, hasStreams: true) == 21)
    #expect(end([(0, 0), (0, 0), (5, 0), (5, 0), (5, 0), (5, 0)], hasStreams: true) == 6)
  }
}
