import MetricsModel
import Testing

@testable import IMTop

@Suite struct LogClockTests {
  func time(_ seconds: Double) -> Timestamp { Timestamp(seconds: seconds) }

  @Test func beforeTheFirstRecordThereIsNoTime() {
    #expect(LogClock().time(at: time(100)) == nil)
  }

  @Test func aLiveLogsClockRunsOn() {
    var clock = LogClock()
    clock.observe(newest: time(1000), at: time(1001), isPast: false)
    #expect(clock.time(at: time(1010)) == time(1010))
    #expect(clock.skew == 0)
  }

  @Test func aSkewedClockKeepsItsSkew() {
    var clock = LogClock()
    clock.observe(newest: time(4599), at: time(999), isPast: false)
    #expect(clock.skew == 0)
    clock.observe(newest: time(4600), at: time(1000), isPast: false)
    #expect(clock.skew == -3600)
    #expect(clock.time(at: time(1010)) == time(4610))
  }

  @Test func aLogThatEndedYesterdayStandsStill() {
    var clock = LogClock()
    clock.observe(newest: time(1000), at: time(90_000), isPast: true)
    #expect(clock.time(at: time(90_100)) == time(1001))
    #expect(clock.skew == 0)
  }

  @Test func silenceIsNoSkew() {
    var clock = LogClock()
    clock.observe(newest: time(1000), at: time(1300), isPast: true)
    #expect(clock.skew == 0)
    #expect(clock.time(at: time(1310)) == time(1310))
  }

  @Test func aPastInTheFutureIsAnotherClock() {
    var clock = LogClock()
    clock.observe(newest: time(1400), at: time(1000), isPast: true)
    #expect(clock.skew == -400)
    #expect(clock.time(at: time(1010)) == time(1410))
  }

  @Test func aLogThatIsPipedInIsNotLive() {
    var clock = LogClock()
    for block in 0..<5 {
      clock.observe(
        newest: time(1000 + 600 * Double(block)),
        at: time(90_000 + 0.1 * Double(block)),
        isPast: false
      )
    }
    #expect(clock.skew == 0)
    #expect(clock.time(at: time(90_010)) == time(3401))
  }

  @Test func aNewLineWakesAnOldLog() {
    var clock = LogClock()
    clock.observe(newest: time(1000), at: time(90_000), isPast: true)
    clock.observe(newest: time(90_050), at: time(90_051), isPast: false)
    #expect(clock.time(at: time(90_060)) == time(90_060))
  }

  @Test func anOlderRecordChangesNothing() {
    var clock = LogClock()
    clock.observe(newest: time(1000), at: time(1000), isPast: false)
    let before = clock
    clock.observe(newest: time(900), at: time(1005), isPast: false)
    #expect(clock == before)
  }

  @Test func whatLinesAreLateByIsRemembered() {
    var clock = LogClock()
    clock.observe(newest: time(1000), at: time(1600), isPast: true)
    #expect(clock.lateness == 0)
    clock.observe(newest: time(1601), at: time(1604), isPast: false)
    #expect(clock.lateness == 3)
    clock.observe(newest: time(1605), at: time(1605), isPast: false)
    #expect(abs(clock.lateness - 2.7) < 1e-9)
    // Another clock is no lateness.
    clock.observe(newest: time(1606), at: time(1700), isPast: false)
    #expect(abs(clock.lateness - 2.7) < 1e-9)
  }
}
