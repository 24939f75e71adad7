import HTTPFetch
import MetricsModel
import Patterns
import SeriesStore
import Testing

@testable import MetricsClient

@Suite struct ScrapeJobTests {
  @Test func aTargetIsMadeOfTheJobAndItsGroup() throws {
    var job = ScrapeJob(name: "im")
    job.scheme = "https"
    job.path = "/probe"
    job.parameters = [("module", ["http_2xx"]), ("b", ["1", "2"])]
    job.interval = 15
    job.timeout = 5
    let target = try #require(
      job.target("gw-1:8080", labels: ["env": "prod", "__param_target": "a b", "__tmp": "x"])
    )
    #expect(target.url == "https://gw-1:8080/probe?module=http_2xx&b=1&b=2&target=a%20b")
    #expect((target.job, target.instance) == ("im", "gw-1:8080"))
    #expect(target.labels == ["env": "prod"])
    #expect(target.interval == .seconds(15))
    #expect(target.http.timeout == 5)
  }

  @Test func relabellingChangesAddressPathIntervalAndLabels() throws {
    var job = ScrapeJob(name: "blackbox")
    func rule(_ sources: [String], _ target: String, _ replacement: String) throws -> RelabelRule {
      var rule = RelabelRule(.replace, try Pattern("(.*)", dialect: .re2))
      (rule.sourceLabels, rule.targetLabel, rule.replacement) = (sources, target, replacement)
      return rule
    }
    job.relabelling = [
      try rule(["__address__"], "__param_target", "$1"),
      try rule(["__param_target"], "instance", "$1"),
      try rule([], "__address__", "127.0.0.1:9115"),
      try rule([], "__scrape_interval__", "1m30s"),
      try rule([], "job", "probes"),
    ]
    let target = try #require(job.target("http.example:80", labels: [:]))
    #expect(target.url == "http://127.0.0.1:9115/metrics?target=http.example%3A80")
    #expect((target.job, target.instance) == ("probes", "http.example:80"))
    #expect(target.interval == .seconds(90))
  }

  @Test func aTargetWithoutAnAddressIsNone() throws {
    var job = ScrapeJob(name: "a")
    var rule = RelabelRule(.replace, try Pattern("(.*)", dialect: .re2))
    rule.targetLabel = "__address__"
    rule.replacement = ""
    job.relabelling = [rule]
    #expect(job.target("gw-1:80", labels: [:]) == nil)
    job.relabelling = []
    #expect(job.target("gw 1:80", labels: [:]) == nil)
  }

  @Test func everySeriesGetsTheTargetsLabels() async throws {
    let store = MetricsStore()
    let target = store.addTarget(
      job: "im",
      instance: "gw-1",
      labels: ["env": "prod"],
      seriesLimit: 100
    )
    let time = Timestamp(seconds: 1)
    _ = try await store.store(
      Array("a{env=\"own\"} 1\n".utf8),
      format: .text,
      of: target,
      at: time,
      seconds: 0
    )
    let range = TimeRange(from: time, through: time)
    #expect(
      store.series(matching: [Matcher("__name__", equals: "a")], in: range).map(\.labels)
        == [
          [
            "__name__": "a", "job": "im", "instance": "gw-1", "env": "prod",
            "exported_env": "own",
          ]
        ]
    )
  }

  @Test func aPagesOwnLabelsWinWhereTheyAreHonoured() async throws {
    let store = MetricsStore()
    var rules = PageRules()
    rules.honorsLabels = true
    let target = store.addTarget(job: "federate", instance: "prom", rules: rules, seriesLimit: 100)
    let time = Timestamp(seconds: 1)
    _ = try await store.store(
      Array("a{job=\"im\"} 1\na{instance=\"\"} 2\n".utf8),
      format: .text,
      of: target,
      at: time,
      seconds: 0
    )
    let range = TimeRange(from: time, through: time)
    #expect(
      store.series(matching: [Matcher("__name__", equals: "a")], in: range).map(\.labels)
        == [
          ["__name__": "a", "job": "im", "instance": "prom"],
          // As pushgateway's: an empty label keeps the target's away.
          ["__name__": "a", "job": "federate"],
        ]
    )
  }

  @Test func aTargetThatIsGoneLeavesNoValueBehind() async throws {
    let store = MetricsStore()
    let target = store.addTarget(job: "im", instance: "gw-1", seriesLimit: 100)
    _ = try await store.store(
      Array("a 1\n".utf8),
      format: .text,
      of: target,
      at: Timestamp(seconds: 1),
      seconds: 0
    )
    await store.end(target, at: Timestamp(seconds: 2))
    let range = TimeRange(from: Timestamp(seconds: 2), through: Timestamp(seconds: 2))
    let ends = store.series(matching: [], in: range)
    #expect(Set(ends.map(\.labels.name)).isSuperset(of: ["a", "up"]))
    #expect(ends.allSatisfy { $0.values.allSatisfy(\.isStale) })
    #expect(store.addTarget(job: "im", instance: "gw-1", seriesLimit: 100) == target)
  }
}

extension ScrapeJob {
  /// The target at an address, as it is found from the labels that relabelling leaves.
  fileprivate func target(
    _ address: String,
    labels: [String: String]
  ) -> TargetConfiguration? {
    relabelled(address, labels: labels).flatMap { target(with: $0) }
  }
}
