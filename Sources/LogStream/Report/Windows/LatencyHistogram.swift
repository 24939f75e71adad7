import Glibc

/// Latencies in buckets that are about 4 % wide, from a microsecond to days.
struct LatencyHistogram: Sendable {
  private static let perOctave = 16.0
  private static let size = 640

  private var counts: [Int32] = []
  private(set) var total = 0

  /// Adds a latency in seconds (`sign` 1) or takes it away (`sign` -1).
  mutating func add(_ seconds: Float, _ sign: Int32) {
    if counts.isEmpty { counts = Array(repeating: 0, count: Self.size) }
    counts[Self.bucket(seconds)] &+= sign
    total += Int(sign)
  }

  /// Adds all latencies of another histogram.
  mutating func merge(_ other: LatencyHistogram) {
    guard !counts.isEmpty else {
      self = other
      return
    }
    for (bucket, count) in other.counts.enumerated() { counts[bucket] &+= count }
    total += other.total
  }

  /// The latency below which the part `quantile` of them lies, as PromQL's `histogram_quantile` finds
  /// it in these buckets; nil when there is none.
  func quantile(_ quantile: Double) -> Double? {
    guard total > 0 else { return nil }
    let rank = quantile * Double(total)
    var seen = 0.0
    for (bucket, count) in counts.enumerated() where count > 0 {
      let before = seen
      seen += Double(count)
      guard seen >= rank else { continue }
      let lower = Self.upperBound(of: max(0, bucket - 1))
      let width = Self.upperBound(of: bucket) - lower
      return lower + width * max(0, rank - before) / Double(count)
    }
    return nil
  }

  /// The bucket of a latency in seconds.
  static func bucket(_ seconds: Float) -> Int {
    guard seconds > 1e-6 else { return 0 }
    let position = (log2(Double(seconds) * 1e6) * perOctave).rounded(.down)
    return max(0, min(size - 2, Int(exactly: position) ?? size - 2)) + 1
  }

  /// The latency in seconds up to which a bucket reaches; what is below a microsecond counts as 0.
  static func upperBound(of bucket: Int) -> Double {
    bucket == 0 ? 0 : exp2(Double(bucket) / perOctave) / 1e6
  }
}
