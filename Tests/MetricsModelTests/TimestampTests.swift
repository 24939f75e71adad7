import MetricsModel
import Testing

@Suite struct TimestampTests {
  @Test func movesBySeconds() {
    #expect(Timestamp(milliseconds: 1500).advanced(bySeconds: 0.25).milliseconds == 1750)
  }

  @Test func saturatesAtTheEndsOfTime() {
    #expect(Timestamp(milliseconds: .max).advanced(bySeconds: 1).milliseconds == .max)
    #expect(Timestamp(milliseconds: .min).advanced(bySeconds: -1e300).milliseconds == .min)
    #expect(Timestamp(seconds: .nan).milliseconds == 0)
  }
}
