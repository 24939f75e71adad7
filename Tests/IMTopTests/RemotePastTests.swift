import MetricsClient
import MetricsModel
import PromQL
import Synchronization
import Testing

@testable import IMTop

@Suite struct RemotePastTests {
  /// A counter that grows by two a second on the server, and goes on here from second 3600 on.
  private struct Scraped: SeriesSource {
    var labels: Labels = ["__name__": "x_total", "instance": "gw-1:8080", "job": "imtop"]

    func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
      guard matchers.allSatisfy({ $0.matches(labels) }) else { return [] }
      let times = stride(from: Int64(3_600_000), through: 3_660_000, by: 1000).filter {
        range.contains(Timestamp(milliseconds: $0))
      }
      guard !times.isEmpty else { return [] }
      return [Series(labels: labels, timestamps: times, values: times.map { Double($0) / 500 })]
    }

    func metricNames() -> [String] { ["x_total"] }
  }

  private func past(
    _ asked: @escaping @Sendable (String) -> Void = { _ in },
    _ remote: Labels = ["__name__": "x_total", "instance": "10.0.0.1:8080", "job": "im"],
    local: Scraped = Scraped()
  ) -> RemotePast {
    RemotePast(
      local: local,
      seam: 3_600_000,
      scope: [Matcher("instance", equals: "10.0.0.1:8080")],
      knows: { $0 == "x_total" },
      instances: ["10.0.0.1:8080": "gw-1:8080"],
      ask: { query, from, through in
        asked(query)
        let times = Array(
          stride(from: max(0, from), through: through, by: Int(RemotePast.stepOfRules))
        )
        let series = Series(
          labels: remote,
          timestamps: times,
          values: times.map { Double($0) / 500 }
        )
        return StepLines([series], from: from, through: through, step: RemotePast.stepOfRules)
      }
    )
  }

  private func value(_ expression: String, _ source: any SeriesSource) throws -> [Double] {
    let evaluator = Evaluator(source: source)
    let time = Timestamp(seconds: 3630)
    return try evaluator.instant(try PromQL.parse(expression), at: time).samples.map(\.value)
  }

  @Test func aServerThatIsAllThereIsKeepsItsLabelsAndEndsItsSeries() throws {
    let asked = Mutex<[String]>([])
    var whole = past({ query in asked.withLock { $0.append(query) } })
    whole.isWhole = true
    #expect(try value(#"x_total{job="other"}"#, whole).isEmpty)
    #expect(asked.withLock { $0.first }?.contains(#"job="other""#) == true)
    let series = whole.series(
      matching: [Matcher(Labels.metricName, equals: "x_total"), Matcher("job", equals: "im")],
      in: TimeRange(from: Timestamp(seconds: 3000), through: Timestamp(seconds: 3500))
    )
    #expect(series.map { $0.labels["instance"] }.contains("10.0.0.1:8080"))
  }

  @Test func aCounterGoesOnOverTheSeam() throws {
    let rate = try value("rate(x_total[10m])", past())
    #expect(rate.count == 1)
    #expect(abs((rate.first ?? 0) - 2) < 0.05)
  }

  /// Before the first scrape nothing here says of what job a series is.
  @Test func aSeriesHasTheJobOfItsTargetHereBeforeTheFirstScrapeToo() throws {
    var past = past()
    past.jobs = ["gw-1:8080": "imtop"]
    let evaluator = Evaluator(source: past)
    let sum = try PromQL.parse(#"sum by (job) (rate(x_total{job="imtop"}[1m]))"#)
    for second in [3000.0, 3630] {
      let samples = try evaluator.instant(sum, at: Timestamp(seconds: second)).samples
      #expect(samples.map(\.labels) == [["job": "imtop"]])
    }
    let other = try PromQL.parse(#"x_total{job="im"}"#)
    #expect(try evaluator.instant(other, at: Timestamp(seconds: 3000)).samples.isEmpty)
  }

  @Test func aBaselineHoldsFromTheFirstEvaluationOn() throws {
    let median = "quantile_over_time(0.5, sum by (instance) (rate(x_total[1m]))[1h:15s] offset 30s)"
    #expect(try value(median, Scraped()).count <= 1)
    let known = try value(median, past())
    #expect(known.count == 1)
    #expect(abs((known.first ?? 0) - 2) < 0.01)
  }

  @Test func theServerIsAskedWithWhatTheSelectorSaysAndInItsOwnWords() throws {
    let asked = Mutex<[String]>([])
    let source = past { query in asked.withLock { $0.append(query) } }
    _ = try value("rate(x_total{instance=\"gw-1:8080\",path!=\"/a\"}[10m])", source)
    let query = try #require(asked.withLock { $0.first })
    #expect(query == "{path!=\"/a\",__name__=\"x_total\",instance=\"10.0.0.1:8080\"}")
  }

  @Test func nothingIsAskedOfTheTimeAfterTheSeam() throws {
    let asked = Mutex(0)
    let source = past { _ in asked.withLock { $0 += 1 } }
    _ = try value("rate(x_total[20s])", source)
    #expect(asked.withLock { $0 } == 0)
  }

  @Test func aSeriesThatIsNotScrapedHereEndsAtTheSeam() throws {
    let remote: Labels = ["__name__": "x_total", "instance": "10.0.0.1:8080", "shard": "7"]
    let source = past({ _ in }, remote)
    #expect(try value("count(x_total)", source) == [1])
    #expect(try value("count(x_total offset 2m)", source) == [1])
    #expect(try value("x_total{shard=\"7\"}", source).isEmpty)
  }
}
