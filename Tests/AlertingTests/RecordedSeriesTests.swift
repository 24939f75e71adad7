import MetricsModel
import Testing

@testable import Alerting

@Suite struct RecordedSeriesTests {
  private let all = TimeRange(
    from: Timestamp(milliseconds: 0),
    through: Timestamp(seconds: 1_000_000)
  )

  private func series(_ recorded: RecordedSeries, _ name: String) -> [Series] {
    recorded.series(matching: [Matcher(Labels.metricName, equals: name)], in: all)
  }

  @Test func oldSamplesAreForgotten() {
    var recorded = RecordedSeries()
    recorded.append([(Labels(name: "a"), 1)], of: 0, at: Timestamp(seconds: 10))
    for second in stride(from: 100.0, to: 20_000, by: 100) {
      recorded.append([(Labels(name: "b"), second)], of: 1, at: Timestamp(seconds: second))
    }
    #expect(series(recorded, "a").isEmpty)
    #expect(recorded.metricNames() == ["b"])
    let kept = series(recorded, "b").first?.timestamps ?? []
    #expect(kept.last == 19_900_000)
    #expect((kept.first ?? 0) >= 10_900_000)
    #expect(kept.count == recorded.sampleCount)
  }

  @Test func ofTooManySamplesTheOlderHalfGoes() {
    var recorded = RecordedSeries(maximumSamples: 100)
    for second in 0..<1000 {
      let samples = (0..<3).map { (labels: Labels(name: "m", ["i": "\($0)"]), value: 1.0) }
      recorded.append(samples, of: 0, at: Timestamp(seconds: Double(second)))
      #expect(recorded.sampleCount <= 103)
    }
    #expect(series(recorded, "m").map(\.timestamps.last) == [999_000, 999_000, 999_000])
  }

  @Test func aProducersSeriesThatIsGoneEndsOnce() {
    var recorded = RecordedSeries()
    recorded.append(
      [(Labels(name: "a"), 1), (Labels(name: "b"), 1)],
      of: 0,
      at: Timestamp(seconds: 1)
    )
    recorded.append([(Labels(name: "c"), 1)], of: 1, at: Timestamp(seconds: 1))
    for second in [2.0, 3] {
      recorded.append([(Labels(name: "a"), 1)], of: 0, at: Timestamp(seconds: second))
    }
    #expect(series(recorded, "b").first?.values.map(\.isStale) == [false, true])
    #expect(series(recorded, "a").first?.values == [1, 1, 1])
    #expect(series(recorded, "c").first?.values == [1])
  }

  @Test func thePastStandsBeforeTheFirstSample() {
    var recorded = RecordedSeries()
    let labels = Labels(name: "a")
    recorded.append([(labels, 5)], of: 0, at: Timestamp(seconds: 5))
    recorded.prepend(
      Series(labels: labels, timestamps: [3000, 4000, 5000], values: [3, 4, 9]),
      as: labels
    )
    #expect(series(recorded, "a").first?.values == [3, 4, 5])
    #expect(recorded.sampleCount == 3)
  }
}
