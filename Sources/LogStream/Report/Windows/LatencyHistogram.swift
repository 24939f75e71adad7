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

  /// The latency below which the part `quantile` of them lies; nil when there is none.
  func quantile(_ quantile: Double) -> Double? {
    guard total > 0 else { return nil }
    let rank = max(1, (quantile * Double(total)).rounded(.up))
    var seen = 0.0
    for (bucket, count) in counts.enumerated() {
      seen += Double(count)
      if seen >= rank { return Self.middle(of: bucket) }
    }
    return nil
  }

  private static func bucket(_ seconds: Float) -> Int {
    guard seconds > 1e-6 else { return 0 }
    let position = (log2(Double(seconds) * 1e6) * perOctave).rounded(.down)
    return max(0, min(size - 2, Int(exactly: position) ?? size - 2)) + 1
  }

  private static func middle(of bucket: Int) -> Double {
    bucket == 0 ? 0 : exp2((Double(bucket - 1) + 0.5) / perOctave) / 1e6
  }
}
