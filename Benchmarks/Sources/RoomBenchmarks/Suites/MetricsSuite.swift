import Benchmark

/// What it costs to take in a page of metrics: the first one, and one like the page before.
enum MetricsSuite {
  static var suite: BenchmarkSuite {
    BenchmarkSuite(name: "metrics") { suite in
      let page = MetricsPage(routes: 860)
      let rounds = [page.text(round: 1), page.text(round: 2)]
      let work = Work(bytes: rounds[0].count)
      suite.benchmark("first page, \(page.samples) samples", settings: work) { state in
        let scrapes = Scrapes()
        var taken: Int?
        try state.measure { taken = scrapes.store(rounds[0]) }
        try WrongAnswer.unless(taken, is: page.samples)
      }
      let scrapes = Scrapes()
      suite.benchmark("page like the one before, \(page.samples) samples", settings: work) {
        state in
        let text = rounds[scrapes.count % 2]
        var taken: Int?
        try state.measure { taken = scrapes.store(text) }
        try WrongAnswer.unless(taken, is: page.samples)
      }
    }
  }
}
