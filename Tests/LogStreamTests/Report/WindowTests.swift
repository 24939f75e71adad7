import Testing

@testable import LogStream

@Suite struct WindowTests {
  @Test func aWindowEndsWithTheSecondOfItsEnd() {
    let span = WindowSpan(seconds: 60, end: 100_500)
    #expect(span.start == 41)
    #expect(span.end == 101)
    #expect(span.part(of: 100) == .now)
    #expect(span.part(of: 41) == .now)
    #expect(span.part(of: 40) == .before)
    #expect(span.part(of: -19) == .before)
    #expect(span.part(of: -20) == .outside)
    #expect(span.part(of: 101) == .outside)
  }

  @Test(arguments: [(-5.0, Int64.max), (Double.nan, Int64.min), (1e300, 0)])
  func anyWindowIsBounded(seconds: Double, end: Int64) {
    let span = WindowSpan(seconds: seconds, end: end)
    #expect(span.length >= 1)
    #expect(span.length <= 31_536_000)
  }

  @Test func bucketsStandStillWhileTheWindowMoves() {
    let first = BucketGrid(WindowSpan(seconds: 900, end: 1_000_000_000), count: 60)
    let later = BucketGrid(WindowSpan(seconds: 900, end: 1_000_004_000), count: 60)
    #expect(first.width == 15_000)
    #expect(first.index(of: first.number(of: 1_000_000)) == 59)
    #expect(first.number(of: 999_995) == later.number(of: 999_995))
    #expect(later.index(of: later.number(of: 1_000_004)) == 59)
    #expect(first.index(of: first.number(of: 999_000)) == nil)
  }

  @Test func aQuantileIsWithinFourPercent() throws {
    var histogram = LatencyHistogram()
    #expect(histogram.quantile(0.95) == nil)
    for milliseconds in 1...1_000 { histogram.add(Float(milliseconds) / 1_000, 1) }
    let p95 = try #require(histogram.quantile(0.95))
    #expect(abs(p95 - 0.95) < 0.04)
    for milliseconds in 500...1_000 { histogram.add(Float(milliseconds) / 1_000, -1) }
    let rest = try #require(histogram.quantile(0.95))
    #expect(abs(rest - 0.474) < 0.02)
  }

  @Test func theExtremesOfLatencyHaveABucket() {
    var histogram = LatencyHistogram()
    for latency in [0, 1e-9, .greatestFiniteMagnitude, .infinity] as [Float] {
      histogram.add(latency, 1)
    }
    #expect(histogram.total == 4)
    #expect(histogram.quantile(0.5) == 0)
  }
}
