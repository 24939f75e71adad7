import Testing

@testable import LogStream

/// When what stood in a log is over and what is new begins.
@Suite struct PastWatchTests {
  /// The first look, counted from 1, after which the past has ended; nil when it never does.
  private func end(_ looks: [(records: Int, lag: Int?)]) -> Int? {
    var watch = PastWatch()
    for (index, look) in looks.enumerated() {
      watch.look(records: look.records, lagBytes: look.lag)
      if watch.hasEnded { return index + 1 }
    }
    return nil
  }

  @Test func ofAQuietLogItEndsWhenNothingIsLeftAndNothingCame() {
    #expect(end([(10, 900), (100, 0), (100, 0)]) == 3)
  }

  @Test func ofALogThatIsWrittenToItEndsASecondAfterNothingWasLeft() {
    #expect(end([(10, 9_000)] + (1...20).map { (100 + $0, 0) }) == 12)
  }

  @Test func ofALogWrittenToAsFastAsItIsReadItEndsWhenTheLagStaysSmall() {
    #expect(end((1...30).map { ($0 * 10_000, 2_000) }) == 12)
  }

  @Test func itDoesNotEndWhileMuchIsLeft() {
    #expect(end((1...30).map { ($0 * 10_000, 90_000_000 - $0 * 1_000_000) }) == nil)
    #expect(end((1...30).map { ($0 * 10_000, 2 << 20) }) == nil)
  }

  @Test func itDoesNotEndBeforeAnythingWasRead() {
    #expect(end([(0, 0), (0, 0), (0, nil), (0, 0)]) == nil)
    #expect(end([(0, 0), (0, 0), (5, 0), (5, 0)]) == 4)
  }
}
