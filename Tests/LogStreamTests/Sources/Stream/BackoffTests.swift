import Testing

@testable import LogStream

@Suite struct BackoffTests {
  @Test func waitsDoubleUpToTheLimit() {
    var backoff = Backoff()
    let waits = (0..<8).map { _ in backoff.wait(chance: 1) / .seconds(1) }
    #expect(waits == [0.5, 1, 2, 4, 8, 16, 30, 30])
  }

  @Test func chanceShortensAWaitByHalfAtMost() {
    var backoff = Backoff()
    #expect(backoff.wait(chance: 0) == .milliseconds(250))
    #expect(backoff.wait(chance: 0.5) == .milliseconds(750))
  }

  @Test func successBeginsAnew() {
    var backoff = Backoff()
    _ = backoff.wait(chance: 1)
    _ = backoff.wait(chance: 1)
    backoff.reset()
    #expect(backoff.wait(chance: 1) == .milliseconds(500))
  }
}
