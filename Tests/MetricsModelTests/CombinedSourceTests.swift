import MetricsModel
import Testing

@Suite struct CombinedSourceTests {
  private struct OneSeries: SeriesSource {
    let name: String

    func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
      let series = Series(labels: Labels(name: name), timestamps: [5], values: [1])
      return matchers.allSatisfy { $0.matches(series.labels) } ? [series] : []
    }

    func metricNames() -> [String] { [name] }
  }

  @Test func severalSourcesAnswerAsOne() throws {
    let source = CombinedSource([OneSeries(name: "a"), OneSeries(name: "b"), OneSeries(name: "a")])
    let range = TimeRange(from: Timestamp(milliseconds: 0), through: Timestamp(milliseconds: 9))
    let found = source.series(matching: [try Matcher("__name__", .matches, "a|b")], in: range)
    #expect(found.map(\.labels.name) == ["a", "b", "a"])
    #expect(source.metricNames().sorted() == ["a", "b"])
  }

  @Test func staleIsToldFromOtherNaNs() {
    #expect(Double.stale.isNaN && Double.stale.isStale)
    #expect(!Double.nan.isStale)
    #expect(!(Double.stale + 1).isStale)
  }

  @Test func rangesAreClosed() {
    let range = TimeRange(from: Timestamp(milliseconds: 1), through: Timestamp(milliseconds: 3000))
    #expect(range.contains(Timestamp(milliseconds: 1)) && range.contains(range.through))
    #expect(!range.contains(Timestamp(milliseconds: 3001)))
    #expect(range.seconds == 2.999)
    #expect(TimeRange(from: range.through, through: range.from).seconds == 0)
  }
}
