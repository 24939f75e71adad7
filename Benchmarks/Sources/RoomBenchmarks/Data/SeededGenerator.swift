/// The random numbers of SplitMix64: the same seed gives the same data on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var number: UInt64

  init(seed: UInt64) { number = seed }

  mutating func next() -> UInt64 {
    number &+= 1
    return Self.mixed(number)
  }

  /// A number whose bits are those of `number`, well shaken.
  static func mixed(_ number: UInt64) -> UInt64 {
    var state = number &* 0x9e37_79b9_7f4a_7c15
    state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
    return state ^ (state >> 31)
  }
}
