import MetricsModel
import Profiles
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

  @Test func aPanelThatReadsWhatNothingOffersIsNamed() throws {
    let range = TimeRange(from: Timestamp(seconds: 0), through: Timestamp(seconds: 1))
    var report = CheckReport(
      targets: [],
      logs: [],
      recognition: Recognition(
        profiles: [],
        log: try Profile.log(),
        source: CombinedSource([]),
        logSource: CombinedSource([]),
        range: range,
        logRange: range
      )
    )
    report.panels = try Configuration(
      text: "panels: [{title: A, expr: sum(a) + sum(b)}, {title: C, expr: 'imtop:requests'}]",
      file: "imtop.yml"
    ).panels
    report.seriesNames = ["a"]
    #expect(
      report.panelLines == [
        "✓ panels: 2", "  panel \"A\": nothing offers b now",
        "  panel \"C\": nothing offers imtop:requests now",
      ]
    )
  }
}
