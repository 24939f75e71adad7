/// Decimal to binary, correctly rounded: the algorithm of Eisel and Lemire.
///
/// "Number Parsing at a Gigabyte per Second", 2021; that it never needs a second way is shown by
/// Mushtak and Lemire, "Fast Number Parsing Without Fallback", 2023.
enum DecimalFloat {
  /// 10⁰ to 10¹⁹, all that fit into 64 bits.
  static let powersOfTen: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// `mantissa` times ten to the `exponent`; infinity where that is too big for a double.
  @inline(__always)
  static func value(_ mantissa: UInt64, _ exponent: Int) -> Double {
    if exponent == 0, mantissa >> 53 == 0 { return Double(mantissa) }
    if mantissa == 0 { return 0 }
    return rounded(mantissa, exponent)
  }

  private static func rounded(_ mantissa: UInt64, _ exponent: Int) -> Double {
    guard exponent >= PowersOfFive.smallest else { return 0 }
    guard exponent <= PowersOfFive.greatest else { return .infinity }
    let zeros = mantissa.leadingZeroBitCount
    let (high, low) = product(mantissa << UInt64(zeros), exponent)
    let upper = Int(high >> 63)
    let shift = upper &+ 9
    var bits = high >> UInt64(shift)
    // The binary exponent of ten to the power, with the bias of a double.
    let power = ((152_170 &+ 65_536) &* exponent) >> 16 &+ 63 &+ upper &- zeros &+ 1023
    if power <= 0 { return subnormal(bits, power) }
    // Half way between two doubles, exactly: the one whose last bit is zero.
    if low <= 1, exponent >= -4, exponent <= 23, bits & 3 == 1, bits << UInt64(shift) == high {
      bits &= ~1
    }
    return assembled((bits &+ (bits & 1)) >> 1, power)
  }

  /// The upper 128 bits of the product with a power of five, as exact as the rounding needs.
  @inline(__always)
  private static func product(_ factor: UInt64, _ exponent: Int) -> (high: UInt64, low: UInt64) {
    let index = (exponent &- PowersOfFive.smallest) &* 2
    var (high, low) = factor.multipliedFullWidth(by: PowersOfFive.words[index])
    if high & 0x1ff == 0x1ff {
      let second = factor.multipliedFullWidth(by: PowersOfFive.words[index &+ 1]).high
      let (sum, overflow) = low.addingReportingOverflow(second)
      low = sum
      if overflow { high &+= 1 }
    }
    return (high, low)
  }

  private static func subnormal(_ bits: UInt64, _ power: Int) -> Double {
    guard 1 &- power < 64 else { return 0 }
    let shifted = bits >> UInt64(1 &- power)
    return Double(bitPattern: (shifted &+ (shifted & 1)) >> 1)
  }

  /// The double of 53 rounded bits, which may have become 54, and a biased exponent.
  @inline(__always)
  private static func assembled(_ bits: UInt64, _ power: Int) -> Double {
    let carry = Int(bits >> 53)
    let (bits, power) = (bits >> UInt64(carry), power &+ carry)
    guard power < 0x7ff else { return .infinity }
    return Double(bitPattern: bits & ((1 << 52) &- 1) | UInt64(power) << 52)
  }
}
