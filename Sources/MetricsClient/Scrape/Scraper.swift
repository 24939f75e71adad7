public import HTTPFetch
public import MetricsModel
public import SeriesStore

/// Scrapes one target into the store.
public struct Scraper: Sendable {
  /// The target.
  public let configuration: TargetConfiguration

  private let fetcher: HTTPFetcher
  private let store: MetricsStore
  private let target: MetricsStore.Target
  private let maskedURL: String

  /// A scraper of `configuration`, which becomes a target of `store`.
  public init(_ configuration: TargetConfiguration, fetcher: HTTPFetcher, store: MetricsStore) {
    self.configuration = configuration
    self.fetcher = fetcher
    self.store = store
    self.target = store.addTarget(
      job: configuration.job,
      instance: configuration.instance,
      labels: configuration.labels,
      rules: configuration.pageRules,
      seriesLimit: configuration.seriesLimit
    )
    self.maskedURL =
      (try? HTTPAddress(parsing: configuration.url))?.masked
      ?? HTTPAddress.maskedText(configuration.url)
  }

  /// The status of a target that is not scraped yet.
  public var initialStatus: TargetStatus {
    let interval: Double =
      switch configuration.interval {
      case .adaptive: 5
      case .seconds(let seconds): seconds
      }
    return TargetStatus(
      instance: configuration.instance,
      job: configuration.job,
      url: maskedURL,
      interval: interval
    )
  }

  /// One scrape; `time` is when it begins, on the scrape's clock.
  ///
  /// A failure is stored too: `up` is 0 and the target's series end, so that it leaves a gap. Gives
  /// how long the fetch took, in seconds, and what came of it.
  public func scrape(
    at time: Timestamp
  ) async -> (
    seconds: Double, result: Result<ScrapeReport, ScrapeError>
  ) {
    let clock = ContinuousClock()
    let start = clock.now
    do throws(ScrapeError) {
      let response = try await page()
      let format = ExpositionFormat(contentType: response.contentType, page: response.body)
      do throws(PageRefusal) {
        let report = try await store.store(
          response.body,
          format: format,
          of: target,
          at: time,
          seconds: response.totalSeconds
        )
        return (response.totalSeconds, .success(report))
      } catch {
        throw .refused(url: maskedURL, error)
      }
    } catch {
      let seconds = (clock.now - start) / .seconds(1)
      // A scrape that is given up because the program ends says nothing about the target.
      if error != .fetch(.cancelled) {
        await store.storeFailure(of: target, at: time, seconds: seconds)
      }
      return (seconds, .failure(error))
    }
  }

  /// Says that the target is not scraped any more.
  func retire(at time: Timestamp) async { await store.end(target, at: time) }

  private func page() async throws(ScrapeError) -> HTTPResponse {
    if let excess = configuration.excess { throw .tooManyTargets(excess) }
    let response: HTTPResponse
    do {
      response = try await fetcher.fetch(
        configuration.url,
        accept: ExpositionFormat.accept,
        options: configuration.http
      )
    } catch {
      throw .fetch(error)
    }
    if let document = ScrapeError.Document(
      body: response.body,
      contentType: response.contentType
    ) {
      throw .notMetrics(url: maskedURL, document)
    }
    return response
  }
}
