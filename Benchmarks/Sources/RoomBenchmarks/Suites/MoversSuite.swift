import Benchmark
import MetricsModel
import SeriesStore

/// What it costs to find the series of a target that have changed most against the window before.
enum MoversSuite {
  private static let scrapes = 1800

  static var suite: BenchmarkSuite {
    BenchmarkSuite(name: "movers") { suite in
      let page = MetricsPage(routes: 358)
      let stored = Stored(page)
      suite.benchmark("biggest movers, \(page.samples) series, 15m against the 15m before") {
        state in
        let store = try stored.store.get()
        let end = Scrapes.start.advanced(bySeconds: Double(scrapes - 1))
        var movers: [Mover] = []
        try state.measure { movers = store.movers(at: end, window: Double(scrapes / 2)) }
        try WrongAnswer.unless(movers.isEmpty, is: false)
      }
    }
  }

  /// The scrapes that are looked at, made when they are first needed; the rate of everything doubles in
  /// their midst.
  private final class Stored {
    private let page: MetricsPage

    init(_ page: MetricsPage) { self.page = page }

    lazy var store = Result<MetricsStore, any Error> {
      let scrapes = Scrapes()
      for round in 1...MoversSuite.scrapes {
        let late = max(0, round - MoversSuite.scrapes / 2)
        let taken = scrapes.store(page.text(round: round + late, floats: true))
        try WrongAnswer.unless(taken, is: page.samples)
      }
      return scrapes.store
    }
  }
}
