import MetricsModel

/// Two series of `a` and two of `b`, all with the same `x`.
struct TwoOfOne: SeriesSource {
  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    ["a", "b"].flatMap { name in
      ["1", "2"].map { number in
        Series(
          labels: Labels(name: name, ["n": number, "x": "same"]),
          timestamps: [900, 1000],
          values: [1, 1]
        )
      }
    }.filter { one in matchers.allSatisfy { $0.matches(one.labels) } }
  }

  func metricNames() -> [String] { ["a", "b"] }
}
