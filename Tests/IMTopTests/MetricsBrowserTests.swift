import Dashboard
import MetricsModel
import SeriesStore
import Testing

@testable import IMTop

@Suite struct MetricsBrowserTests {
  /// A gauge that jumps in the newest of its scrapes, five seconds apart.
  private func report(scrapes: Int) throws -> MetricsReport {
    let store = MetricsStore()
    let target = store.addTarget(job: "im", instance: "gw-1", seriesLimit: 10)
    let now = Timestamp(seconds: 1000)
    for back in (0..<scrapes).reversed() {
      _ = try store.storeNow(
        Array("load \(back < 2 ? 9 : 1)\n".utf8),
        format: .text,
        of: target,
        at: now.advanced(bySeconds: -5 * Double(back)),
        seconds: 0
      )
    }
    let browser = MetricsBrowser(
      store: store,
      log: CombinedSource([]),
      now: now,
      interval: 5
    )
    let request = MetricsRequest(text: "", windowSeconds: 900, steps: 60, rows: 0..<10)
    return try #require(browser.report(for: request, isCancelled: { false }))
  }

  @Test func aWindowHasTwoScrapesAtLeast() throws {
    let early = try report(scrapes: 3)
    #expect(early.rows.isEmpty)
    #expect(early.lack == .init(held: 10, needed: 20))
    let told = try report(scrapes: 5)
    #expect(told.lack == nil)
    #expect(told.moverSeconds == 10)
    #expect(told.rows.contains { $0.name.hasPrefix("load{") })
  }

  @Test func aWindowThatIsLongerThanTheScrapesIsCutAndThatIsTold() throws {
    let store = MetricsStore()
    let target = store.addTarget(job: "im", instance: "gw-1", seriesLimit: 10)
    let now = Timestamp(seconds: 1005)
    for back in [15.0, 10, 5, 0] {
      _ = try store.storeNow(
        Array("# TYPE sent_total counter\nsent_total \(10 * (1000 - back))\n".utf8),
        format: .text,
        of: target,
        at: now.advanced(bySeconds: -back),
        seconds: 0
      )
    }
    let browser = MetricsBrowser(store: store, log: CombinedSource([]), now: now, interval: 5)
    func answer(_ text: String) throws -> MetricsReport {
      let request = MetricsRequest(text: text, windowSeconds: 900, steps: 60, rows: 0..<10)
      return try #require(browser.report(for: request, isCancelled: { false }))
    }
    let cut = try answer("rate(sent_total[5m])")
    #expect(abs((cut.rows.first?.now ?? 0) - 10) < 0.1)
    #expect(cut.remarks.first?.contains("begins before the first scrape, 15s ago") == true)
    #expect(try answer("rate(sent_total[15s])").remarks.isEmpty)
    #expect(try answer("rate(x[$__interval])").error?.hint?.contains("variable of Grafana") == true)
  }
}
