import Benchmark
import SeriesStore

/// What it costs to take in a page of metrics: at first sight, and when only its values have changed.
enum MetricsSuite {
  /// As many scrapes as it takes to fill a block, whose compression is measured, too.
  private static let scrapesOfBlock = 60

  static var suite: BenchmarkSuite {
    BenchmarkSuite(name: "metrics") { suite in
      let page = MetricsPage(routes: 860)
      let first = page.text(round: 1)
      let work = Work(bytes: first.count)
      suite.benchmark("parser alone, \(page.samples) samples", settings: work) { state in
        var contents: (samples: Int, labels: Int)?
        try state.measure { contents = try? ExpositionFormat.text.contents(of: first) }
        try WrongAnswer.unless(contents?.samples, is: page.samples)
      }
      suite.benchmark("first page stored", settings: work) { state in
        let scrapes = Scrapes()
        var taken: Int?
        try state.measure { taken = scrapes.store(first) }
        try WrongAnswer.unless(taken, is: page.samples)
      }
      let rounds = (1...8).map { page.text(round: $0, floats: true) }
      let again = Work(bytes: (0..<scrapesOfBlock).reduce(0) { $0 + rounds[$1 % 8].count })
      let scrapes = Scrapes()
      suite.benchmark(
        "page again, every value changed, half of 17 digits, \(scrapesOfBlock) times",
        settings: again
      ) { state in
        if scrapes.count == 0 { _ = scrapes.store(rounds[7]) }
        var taken = 0
        try state.measure {
          for scrape in 0..<scrapesOfBlock { taken += scrapes.store(rounds[scrape % 8]) ?? 0 }
        }
        try WrongAnswer.unless(taken, is: page.samples * scrapesOfBlock)
      }
    }
  }
}
