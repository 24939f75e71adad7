import Foundation
import MetricsModel
import SeriesStore
import Synchronization

/// How fast pages of metrics are read and stored, by the time that the processor spends on it.
enum PageSpeed {
  private static let rounds = 30
  private static let series = 12_000

  static func measure() throws {
    var gateway = BusyGateway(series: series)
    gateway.tick()
    let first = gateway.page()
    let parsed = try best(of: rounds) { _ = try ExpositionFormat.text.contents(of: first) }
    tell("parser alone, at first sight", first.count, parsed)
    let stored = try (0..<rounds).map { _ in
      let watched = Watched()
      return try processorSeconds { try watched.store(first) }
    }
    tell("page stored at first sight", first.count, stored.min() ?? 0)

    let pages = (0..<8).map { _ in
      gateway.tick()
      return gateway.page(floats: true)
    }
    let bytes = (0..<120).reduce(0) { $0 + pages[$1 % 8].count }
    let again = try secondsAgain(pages, PageRules())
    tell("page stored again, half of its values of 17 digits", bytes, again)
    var rules = PageRules()
    let seen = Mutex(0)
    rules.relabelling = { labels in
      let number = seen.withLock { count in
        count += 1
        return count
      }
      return number.isMultiple(of: 2) ? nil : labels.setting("zone", to: "a")
    }
    let ruled = try secondsAgain(pages, rules)
    tell("the same, series relabelled and every other one dropped", bytes, ruled)
  }

  /// The seconds of 120 scrapes of pages that have been seen before.
  private static func secondsAgain(_ pages: [[UInt8]], _ rules: PageRules) throws -> Double {
    let watched = Watched(rules)
    // Two blocks are sealed in that many scrapes, whose compression belongs to the price.
    for scrape in 0..<120 { try watched.store(pages[scrape % 8]) }
    let seconds = try best(of: 3) {
      for scrape in 0..<120 { try watched.store(pages[scrape % 8]) }
    }
    return seconds
  }

  private static func tell(_ what: String, _ bytes: Int, _ seconds: Double) {
    print("\(what): \(Int(Double(bytes) / seconds / 1e6)) MB/s")
  }

  private static func best(of rounds: Int, _ work: () throws -> Void) rethrows -> Double {
    try (0..<rounds).map { _ in try processorSeconds(work) }.min() ?? 0
  }

  private static func processorSeconds(_ work: () throws -> Void) rethrows -> Double {
    let before = threadSeconds
    try work()
    return threadSeconds - before
  }

  private static var threadSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// A store with one target that is scraped each second.
  private final class Watched {
    private let store = MetricsStore(limits: .init(bytes: 1 << 30))
    private let target: MetricsStore.Target
    private var second = 1e9

    init(_ rules: PageRules = PageRules()) {
      target = store.addTarget(
        job: "im",
        instance: "gw-1:8080",
        rules: rules,
        seriesLimit: 100_000
      )
    }

    func store(_ page: [UInt8]) throws {
      second += 1
      let time = Timestamp(seconds: second)
      _ = try store.storeNow(page, format: .text, of: target, at: time, seconds: 0.01)
    }
  }
}
