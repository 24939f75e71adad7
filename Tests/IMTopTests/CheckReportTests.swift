import MetricsModel
import Testing

@testable import IMTop

@Suite struct CheckReportTests {
  @Test func aTargetsLineIsFollowedByWhatItsPageHardlyMeans() {
    var target = TargetStatus(instance: "gw-1:8080", job: "im", url: "http://gw-1", interval: 5)
    target.health = .up
    target.samples = 12
    target.duration = 0.004
    target.suspicious = 2
    target.refusedSeries = 3
    target.findings = [PageFinding(.brokenHistogram, count: 4, example: "h: no bucket")]
    #expect(
      CheckReport.lines(target) == [
        "✓ target gw-1:8080: 12 samples in 4 ms, 2 lines accepted with a doubt, "
          + "3 series over the limit",
        "  4 broken histograms, such as h: no bucket",
      ]
    )
  }
}
