import Benchmark

/// Measures the rooms one by one; `--filter NAME` chooses, `--help` says what else there is.
@main
enum RoomBenchmarks {
  static func main() {
    Work.registerColumn()
    Benchmark.main(
      [
        MetricsSuite.suite, MoversSuite.suite, PromQLSuite.suite, RulesSuite.suite,
        LogSuite.suite, FilterSuite.suite, DrawingSuite.suite,
      ],
      customDefaults: [
        TimeUnit(.ms), Columns(["name", "median", "min", "p90", "iterations", Work.column]),
        MinTime(seconds: 2), WarmupIterations(1),
      ]
    )
  }
}
