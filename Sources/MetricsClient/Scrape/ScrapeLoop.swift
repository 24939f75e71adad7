public import HTTPFetch
public import MetricsModel
public import SeriesStore

/// Scrapes all targets, each on its own schedule, until its task is cancelled.
public struct ScrapeLoop<Ticker: Clock>: Sendable where Ticker.Duration == Duration {
  private let scrapers: [Scraper]
  private let ticker: Ticker
  private let now: @Sendable () -> Timestamp
  private let onUpdate: @Sendable (TargetStatus) -> Void

  /// A loop over `targets`.
  ///
  /// `ticker` paces it, `now` gives the samples their times, `onUpdate` gets a target's status after
  /// each of its scrapes, once the samples are in the store, on any thread.
  public init(
    targets: [TargetConfiguration],
    fetcher: HTTPFetcher,
    store: MetricsStore,
    ticker: Ticker,
    now: @escaping @Sendable () -> Timestamp,
    onUpdate: @escaping @Sendable (TargetStatus) -> Void
  ) {
    self.scrapers = targets.map { Scraper($0, fetcher: fetcher, store: store) }
    self.ticker = ticker
    self.now = now
    self.onUpdate = onUpdate
  }

  /// The targets' statuses before anything is scraped.
  public var initialStatuses: [TargetStatus] { scrapers.map(\.initialStatus) }

  /// Ends the series of all targets, once the loop has ended.
  public func retire(at time: Timestamp) async {
    for scraper in scrapers { await scraper.retire(at: time) }
  }

  /// Scrapes until the task is cancelled.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      for scraper in scrapers { group.addTask { await run(scraper) } }
    }
  }

  private func run(_ scraper: Scraper) async {
    var schedule = ScrapeSchedule(start: ticker.now, interval: scraper.configuration.interval)
    var status = scraper.initialStatus
    while !Task.isCancelled {
      switch schedule.action(at: ticker.now) {
      case .wait(let instant):
        guard (try? await ticker.sleep(until: instant, tolerance: nil)) != nil else { return }
      case .scrape:
        let time = now()
        let (seconds, result) = await scraper.scrape(at: time)
        if Task.isCancelled { return }
        let duration = Duration.seconds(seconds)
        schedule.finished(
          at: ticker.now,
          after: duration,
          succeeded: (try? result.get()) != nil
        )
        status.interval = schedule.interval / .seconds(1)
        status.note(result, at: time, seconds: seconds, timeout: scraper.configuration.http.timeout)
        onUpdate(status)
      }
    }
  }
}

extension TargetStatus {
  /// Takes in the outcome of a scrape that began at `time`.
  mutating func note(
    _ result: Result<ScrapeReport, ScrapeError>,
    at time: Timestamp,
    seconds: Double,
    timeout: Double
  ) {
    attempts += 1
    lastScrape = time
    duration = seconds
    switch result {
    case .success(let report):
      health = seconds > timeout / 2 ? .slow : .up
      samples = report.samples
      suspicious = report.doubts.count
      findings = report.findings
      refusedSeries = report.refusedSeries
      droppedSamples = report.droppedSamples
      memory = report.memory
      processStart = report.processStart
    case .failure(let error):
      failures += 1
      health = .down(reason: error.message)
      samples = 0
    }
  }
}
