import MetricsModel
import SeriesStore

/// A store with one target that is scraped each second.
final class Scrapes {
  /// The first scrape's time.
  static let start = Timestamp(seconds: Double(LogLines.start))

  /// The store.
  let store = MetricsStore()
  /// How many scrapes there were.
  private(set) var count = 0
  private let target: MetricsStore.Target

  init() { target = store.addTarget(job: "im", instance: "gw-1:8080", seriesLimit: 100_000) }

  /// Stores the page of the next scrape; how many samples were taken, nil when it was refused.
  func store(_ page: [UInt8]) -> Int? {
    let time = Self.start.advanced(bySeconds: Double(count))
    count += 1
    let report = try? store.storeNow(page, format: .text, of: target, at: time, seconds: 0.01)
    return report?.samples
  }
}
