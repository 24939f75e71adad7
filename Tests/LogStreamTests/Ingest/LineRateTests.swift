import Testing

@testable import LogStream

@Suite struct LineRateTests {
  @Test func steadyLinesGiveTheirRate() {
    var rate = LineRate()
    for tick in 0..<300 { rate.add(5, now: .milliseconds(100 * tick)) }
    #expect(abs(rate.rate(now: .seconds(30)) - 50) < 1)
  }

  @Test func rateFadesToZeroWithinTenSeconds() {
    var rate = LineRate()
    rate.add(100, now: .seconds(5))
    #expect(rate.rate(now: .seconds(6)) > 0)
    #expect(rate.rate(now: .seconds(16)) == 0)
    #expect(rate.rate(now: .seconds(1000)) == 0)
  }

  @Test func firstSecondsAreNotDilutedByTimeBeforeThem() {
    var rate = LineRate()
    rate.add(0, now: .seconds(100))
    rate.add(100, now: .seconds(102))
    #expect(rate.rate(now: .seconds(102)) == 50)
  }

  @Test func nothingIsNoRate() {
    var rate = LineRate()
    #expect(rate.rate(now: .seconds(7)) == 0)
  }
}
