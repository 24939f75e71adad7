/// SipHash-2-4 with 128 bits of output: a keyed hash made for authenticating short messages.
///
/// After Aumasson and Bernstein, "SipHash: a fast short-input PRF" and its reference implementation.
struct SipHash {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64

  private init(key: TokenKey) {
    v0 = key.low ^ 0x736F_6D65_7073_6575
    v1 = key.high ^ 0x646F_7261_6E64_6F6D ^ 0xEE
    v2 = key.low ^ 0x6C79_6765_6E65_7261
    v3 = key.high ^ 0x7465_6462_7974_6573
  }

  /// The hash of the bytes under the key, as 32 hexadecimal digits in the order of its bytes.
  static func hash(_ bytes: [UInt8], key: TokenKey) -> String {
    var state = SipHash(key: key)
    var start = 0
    while bytes.count - start >= 8 {
      state.absorb(word(bytes[start..<start + 8]))
      start += 8
    }
    let length = UInt64(truncatingIfNeeded: bytes.count) << 56
    state.absorb(word(bytes[start...]) | length)
    state.v2 ^= 0xEE
    let first = state.squeeze()
    state.v1 ^= 0xDD
    let second = state.squeeze()
    return HexText.digits(first.byteSwapped) + HexText.digits(second.byteSwapped)
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func absorb(_ word: UInt64) {
    v3 ^= word
    rounds(2)
    v0 ^= word
  }

  private mutating func squeeze() -> UInt64 {
    rounds(4)
    return v0 ^ v1 ^ v2 ^ v3
  }

  private mutating func rounds(_ count: Int) {
    for _ in 0..<count {
      v0 &+= v1
      v1 = Self.rotated(v1, 13) ^ v0
      v0 = Self.rotated(v0, 32)
      v2 &+= v3
      v3 = Self.rotated(v3, 16) ^ v2
      v0 &+= v3
      v3 = Self.rotated(v3, 21) ^ v0
      v2 &+= v1
      v1 = Self.rotated(v1, 17) ^ v2
      v2 = Self.rotated(v2, 32)
    }
  }

  private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }
}
