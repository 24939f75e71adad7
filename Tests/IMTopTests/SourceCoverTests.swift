import MetricsModel
import Testing

@testable import IMTop

@Suite struct SourceCoverTests {
  private let start = Timestamp(seconds: 100)
  private let first = Timestamp(seconds: 103)

  @Test func whatIsScrapedIsKnownFromTheFirstScrapeOnOrSinceItIsWaitedFor() {
    #expect(SourceCover(start: start).knownSince("x") == start)
    #expect(SourceCover(start: start, firstScrape: first).knownSince("x") == first)
    #expect(SourceCover(start: start, firstScrape: first).knownSince(nil) == first)
  }

  @Test func theLogIsKnownFromItsOldestRecordOn() {
    let oldest = Timestamp(seconds: 20)
    let cover = SourceCover(start: start, firstScrape: first, logBegin: oldest)
    #expect(cover.knownSince("log_lines_total") == oldest)
    #expect(SourceCover(start: start).knownSince("log_lines_total") == start)
  }

  @Test func aServerAloneKnowsItsPast() {
    let cover = SourceCover(start: start, isServerAlone: true)
    #expect(cover.knownSince("x") == nil)
    #expect(cover.knownSince("log_lines_total") == start)
    #expect(cover.knownSince("imtop_rules") == nil)
  }
}
