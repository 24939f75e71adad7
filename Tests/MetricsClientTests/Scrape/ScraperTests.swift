import HTTPFetch
import MetricsModel
import SeriesStore
import Testing

@testable import MetricsClient

@Suite struct ScraperTests {
  private func scraper(_ server: PageServer, _ store: MetricsStore) throws -> Scraper {
    Scraper(
      try TargetConfiguration(parsing: ":\(server.port)"),
      fetcher: HTTPFetcher(),
      store: store
    )
  }

  private func values(_ store: MetricsStore, _ name: String) -> [Double] {
    store.series(
      matching: [Matcher("__name__", equals: name)],
      in: TimeRange(from: Timestamp(seconds: 0), through: Timestamp(seconds: 100))
    ).flatMap(\.values)
  }

  @Test func aScrapeFillsTheStore() async throws {
    let server = try await PageServer { PageServer.page("a 1\nb 2\n") }
    let store = MetricsStore()
    let outcome = try await scraper(server, store).scrape(at: Timestamp(seconds: 1))
    #expect(try outcome.result.get().samples == 2)
    #expect(values(store, "a") == [1])
    #expect(values(store, "scrape_duration_seconds") == [outcome.seconds])
    await server.stop()
  }

  @Test func aTargetBeyondTheLimitOfItsJobFailsUnasked() async throws {
    let server = try await PageServer { PageServer.page("a 1\n") }
    let store = MetricsStore()
    var target = try TargetConfiguration(parsing: ":\(server.port)")
    target.excess = TargetExcess(count: 3, limit: 2)
    let scraper = Scraper(target, fetcher: HTTPFetcher(), store: store)
    let outcome = await scraper.scrape(at: Timestamp(seconds: 1))
    #expect(throws: ScrapeError.tooManyTargets(TargetExcess(count: 3, limit: 2))) {
      try outcome.result.get()
    }
    #expect(values(store, "up") == [0])
    #expect(values(store, "a") == [])
    await server.stop()
  }

  @Test func theContentTypeDecidesTheFormat() async throws {
    let server = try await PageServer {
      PageServer.page("# TYPE a unknown\na 1 2.5\n# EOF\n", type: "application/openmetrics-text")
    }
    let store = MetricsStore()
    let outcome = try await scraper(server, store).scrape(at: Timestamp(seconds: 3))
    #expect(throws: Never.self) { try outcome.result.get() }
    #expect(store.metadata(of: "a")?.type == .unknown)
    await server.stop()
  }

  @Test(arguments: [
    (
      "<!doctype html><html><head><title>IM\n admin</title>", "text/html",
      "a web page (\"IM admin\") instead of metrics, check the path"
    ),
    ("<html></html>", "text/plain", "a web page instead of metrics, check the path"),
    ("{\"a\": 1}", "application/json", "JSON instead of metrics, check the path"),
    ("", "text/html", "an empty answer instead of metrics"),
    (
      "a 1\nb ?\n", "text/plain",
      "the page is no valid exposition, line 2, column 3: \"?\" is no number"
    ),
  ])
  func whatIsNoPageOfMetricsIsNamed(_ body: String, _ type: String, _ reason: String) async throws {
    let server = try await PageServer { PageServer.page(body, type: type) }
    let store = MetricsStore()
    let outcome = try await scraper(server, store).scrape(at: Timestamp(seconds: 1))
    guard case .failure(let error) = outcome.result else {
      Issue.record("accepted")
      return
    }
    #expect(error.message == "http://localhost:\(server.port)/metrics: \(reason)")
    #expect(values(store, "up") == [0])
    await server.stop()
  }

  @Test func theLoopReportsEveryScrape() async throws {
    let server = try await PageServer { PageServer.page("a 1\nprocess_start_time_seconds 7\n") }
    let dead = try await PageServer { "" }
    await dead.stop()
    let (stream, continuation) = AsyncStream<TargetStatus>.makeStream()
    let loop = ScrapeLoop(
      targets: [
        try TargetConfiguration(parsing: ":\(server.port)"),
        try TargetConfiguration(parsing: "127.0.0.1:\(dead.port)"),
      ],
      fetcher: HTTPFetcher(),
      store: MetricsStore(),
      ticker: ContinuousClock(),
      now: { Timestamp(seconds: 1) },
      onUpdate: { continuation.yield($0) }
    )
    #expect(loop.initialStatuses.map(\.health) == [.unknown, .unknown])
    let task = Task { await loop.run() }
    var statuses: [String: TargetStatus] = [:]
    for await status in stream {
      statuses[status.instance] = status
      if statuses.count == 2 { break }
    }
    task.cancel()
    await task.value
    let up = try #require(statuses["localhost:\(server.port)"])
    #expect(up.health == .up)
    #expect(up.samples == 2)
    #expect(up.processStart == Timestamp(seconds: 7))
    #expect(up.lastScrape == Timestamp(seconds: 1))
    let down = try #require(statuses["127.0.0.1:\(dead.port)"])
    #expect(
      down.health
        == .down(
          reason:
            "http://127.0.0.1:\(dead.port)/metrics: connection refused, nothing listens on this port"
        )
    )
    #expect(down.failures == 1)
    await server.stop()
  }
}
