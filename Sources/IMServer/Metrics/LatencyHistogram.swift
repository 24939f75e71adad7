/// How long requests took, in the buckets that Go's client library has by default.
public struct LatencyHistogram: Equatable, Sendable {
  /// The buckets' upper bounds in seconds; what is above the last one is in `+Inf` alone.
  public static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  /// How many observations fell into each bucket and no smaller one; the last is above all bounds.
  private var counts = [Int](repeating: 0, count: bounds.count + 1)
  private var sum = 0.0

  /// A histogram without observations.
  public init() {}

  /// How many observations there are.
  public var count: Int { counts.reduce(0, +) }

  /// Takes in one duration in seconds.
  public mutating func observe(_ seconds: Double) {
    let index = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    counts[index] += 1
    sum += seconds
  }

  /// The histogram's samples: cumulative buckets, sum and count.
  func samples(_ labels: [MetricFamily.Label]) -> [MetricFamily.Sample] {
    var samples: [MetricFamily.Sample] = []
    var below = 0
    for (bound, count) in zip(Self.bounds + [.infinity], counts) {
      below += count
      samples.append(
        MetricFamily.Sample(
          suffix: "_bucket",
          labels: labels + [.init(bound: bound)],
          value: Double(below)
        )
      )
    }
    samples.append(MetricFamily.Sample(suffix: "_sum", labels: labels, value: sum))
    samples.append(MetricFamily.Sample(suffix: "_count", labels: labels, value: Double(below)))
    return samples
  }
}
