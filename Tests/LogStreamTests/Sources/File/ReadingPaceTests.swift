import Testing

@testable import LogStream

/// When a reader is so far behind that the newest lines are to come first.
@Suite struct ReadingPaceTests {
  /// One look: where reading has come to, what is left, and when.
  private struct Look {
    var offset: Int64
    var lag: Int64
    var time: Duration
  }

  private static let endless: Int64 = 1 << 40

  /// Whether the reader is behind at each look.
  private func isBehind(_ looks: [Look], _ pace: inout ReadingPace) -> [Bool] {
    looks.map { pace.isBehind(at: $0.offset, lag: $0.lag, now: $0.time) }
  }

  private func isBehind(_ looks: [Look]) -> [Bool] {
    var pace = ReadingPace()
    return isBehind(looks, &pace)
  }

  /// A look each second at a reader that reads so many megabytes in it, with so many before it.
  private func looks(speed: Int64, lag: [Int64]) -> [Look] {
    lag.enumerated().map { second, lag in
      Look(offset: Int64(second) * speed << 20, lag: lag << 20, time: .seconds(second))
    }
  }

  @Test func moreThanTwoSecondsOfReadingIsTooMuch() {
    #expect(isBehind(looks(speed: 50, lag: [500, 99, 101, 90])) == [false, false, true, false])
  }

  @Test func littleIsSoonReadHoweverSlowlyItGoes() {
    #expect(isBehind(looks(speed: 1, lag: [7, 7, 7])) == [false, false, false])
  }

  @Test func nothingIsKnownBeforeReadingWasWatchedAWhile() {
    var pace = ReadingPace()
    let first = [
      Look(offset: 0, lag: Self.endless, time: .zero),
      Look(offset: 10, lag: Self.endless, time: .milliseconds(400)),
      Look(offset: 20, lag: Self.endless, time: .milliseconds(600)),
    ]
    #expect(isBehind(first, &pace) == [false, false, true])
    pace.rest()
    let next = [Look(offset: 30, lag: Self.endless, time: .milliseconds(700))]
    #expect(isBehind(next, &pace) == [false])
  }

  @Test func anotherFileBeginsAnew() {
    let looks = [
      Look(offset: 1_000, lag: Self.endless, time: .zero),
      Look(offset: 0, lag: Self.endless, time: .seconds(1)),
      Look(offset: 10, lag: Self.endless, time: .seconds(1)),
    ]
    #expect(isBehind(looks) == [false, false, false])
  }
}
