import Synchronization

/// A 64-bit hash of bytes, seeded anew in every process so that no log can be written against it.
enum ByteHash {
  /// 0 until it is asked for. (The first access of a value that must be computed costs a call each time.)
  private static let drawn = Atomic<UInt64>(0)

  @inline(__always)
  private static var seed: UInt64 {
    let seed = drawn.load(ordering: .relaxed)
    return seed != 0 ? seed : draw()
  }

  @inline(never)
  private static func draw() -> UInt64 {
    let (isFirst, before) = drawn.compareExchange(
      expected: 0,
      desired: .random(in: 1 ... .max),
      ordering: .relaxed
    )
    return isFirst ? drawn.load(ordering: .relaxed) : before
  }

  /// The hash of a text; never 0, which stands for an absent one.
  @inline(__always)
  static func of(_ bytes: Span<UInt8>) -> UInt64 { of(bytes, folding: 0) }

  /// The same whatever the case of ASCII letters (a few other bytes fall together too).
  @inline(__always)
  static func ofFolded(_ bytes: Span<UInt8>) -> UInt64 {
    of(bytes, folding: 0x2020_2020_2020_2020)
  }

  @inline(__always)
  private static func of(_ bytes: Span<UInt8>, folding: UInt64) -> UInt64 {
    // Short texts repeat bytes in their word: 2 and 12 must differ by more than these do.
    var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count) &* 0x9e37_79b9_7f4a_7c15
    var at = 0
    while at &+ 8 < bytes.count {
      hash = mix(hash ^ (ByteScan.load(bytes, at: at) | folding))
      at &+= 8
    }
    hash = mix(hash ^ (ByteScan.lastWord(bytes) | folding))
    return max(1, mix(hash ^ 0x9e37_79b9_7f4a_7c15))
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return product.high ^ product.low
  }
}
