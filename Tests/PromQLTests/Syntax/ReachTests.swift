import PromQL
import Testing

@Suite struct ReachTests {
  @Test(arguments: [
    ("up", 100_000, "up", false),
    ("rate(x[1m])", 40_000, "x[1m]", true),
    ("rate(x[1m] offset 10s)", 30_000, "x[1m] offset 10s", true),
    ("x offset 30s", 70_000, "x offset 30s", false),
    ("x @ 5", 5000, "x @ 5.000", false),
    ("x @ end()", 130_000, "x @ end()", false),
    ("max_over_time(rate(x[10s])[20s:5s])", 70_000, "rate(x[10s])[20s:5s]", false),
  ])
  func selectorsLookBack(_ text: String, _ begin: Int64, _ source: String, _ isWindow: Bool) throws
  {
    let reaches = try PromQL.parse(text).reaches(from: 100_000, through: 130_000)
    #expect(reaches.map(\.begin) == [begin])
    #expect(reaches.map(\.source) == [source])
    #expect(reaches.map(\.isWindow) == [isWindow])
  }

  @Test func aWindowEndsWhereItsOffsetSays() throws {
    let reaches = try PromQL.parse("rate(x[1m] offset 10s) + y offset 5s")
      .reaches(from: 100_000, through: 130_000)
    #expect(reaches.map(\.end) == [90_000, 95_000])
  }

  @Test(arguments: [
    ("rate(x[1m])", "rate(x[10s1ms])"),
    ("rate(x[1m] offset 4s)", "rate(x[6s1ms] offset 4s)"),
    ("rate(x[5s])", "rate(x[5s])"),
    // There is nothing at all to cut it to.
    ("rate(x[1m] offset 1m)", "rate(x[1m] offset 1m)"),
    ("rate(y[1m])", "rate(y[1m])"),
    ("max_over_time(rate(x[1m])[1m:])", "max_over_time(rate(x[1m])[1m:])"),
    ("a + sum(rate(x[1m]))", "a + sum(rate(x[10s1ms]))"),
  ])
  func windowsAreCutToWhatThereIs(_ text: String, _ cut: String) throws {
    let found = try PromQL.parse(text).cuttingWindows(at: 100_000) {
      $0.metricName == "x" ? 90_000 : nil
    }
    #expect(found.description == cut)
  }
}
