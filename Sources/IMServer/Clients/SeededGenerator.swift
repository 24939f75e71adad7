import Glibc

/// Random numbers that are the same for the same seed (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The generator of this seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, but not including, 1.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A waiting time without memory, of this mean.
  public mutating func exponential(mean: Double) -> Double {
    -mean * log(1 - uniform())
  }

  /// A duration as humans and backends have it: mostly near the median, sometimes much longer.
  public mutating func logNormal(median: Double, sigma: Double) -> Double {
    let normal = sqrt(-2 * log(1 - uniform())) * cos(2 * .pi * uniform())
    return median * exp(sigma * normal)
  }

  /// One of the values, each as likely as its weight; nil where there is none.
  public mutating func pick<Value>(_ weighted: [(value: Value, weight: Double)]) -> Value? {
    var rest = uniform() * weighted.reduce(0) { $0 + $1.weight }
    for (value, weight) in weighted {
      rest -= weight
      if rest < 0 { return value }
    }
    return weighted.last?.value
  }
}
