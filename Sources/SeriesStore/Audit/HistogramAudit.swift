import MetricsModel

/// Whether the buckets of histograms make sense.
struct HistogramAudit {
  /// One histogram: all samples of a family that agree in every label but the bound.
  private struct Histogram {
    var buckets: [(bound: Double, count: Double)] = []
    var count: Double?
    var hasSum = false
    var hasBadBound = false
    var isGauge = false
  }

  private var histograms: [Labels: Histogram] = [:]

  /// Takes in a sample of `family`, whose name ends in `suffix`.
  mutating func note(
    _ labels: Labels,
    _ value: Double,
    _ family: String,
    _ suffix: Substring,
    isGauge: Bool
  ) {
    let key = labels.dropping(["le"]).setting(Labels.metricName, to: family)
    var histogram = histograms[key] ?? Histogram()
    histogram.isGauge = isGauge
    switch suffix {
    case "_bucket":
      if let bound = labels["le"].flatMap(Double.init), !bound.isNaN {
        histogram.buckets.append((bound, value))
      } else {
        histogram.hasBadBound = true
      }
    case "_count", "_gcount": histogram.count = value
    case "_sum", "_gsum": histogram.hasSum = true
    default: return
    }
    histograms[key] = histogram
  }

  /// The histograms that are broken, and why.
  var problems: [(name: String, problem: String)] {
    histograms.compactMap { labels, histogram in
      Self.problem(histogram).map { ("\(labels)", $0) }
    }.sorted { $0.name < $1.name }
  }

  private static func problem(_ histogram: Histogram) -> String? {
    let buckets = histogram.buckets.sorted { $0.bound < $1.bound }
    if histogram.hasBadBound { return "a bucket without a number in le" }
    guard let last = buckets.last else { return "no bucket" }
    if last.bound != .infinity { return "no bucket le=\"+Inf\"" }
    for (left, right) in zip(buckets, buckets.dropFirst()) where right.count < left.count {
      return "the bucket \(right.bound) counts less than the one before it"
    }
    if let count = histogram.count, count != last.count {
      return "_count is \(count), the bucket le=\"+Inf\" \(last.count)"
    }
    if histogram.hasSum, histogram.count == nil {
      return histogram.isGauge ? "_gsum without _gcount" : "_sum without _count"
    }
    return nil
  }
}
