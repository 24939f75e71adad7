/// Decimal to binary in whole numbers, correctly rounded.
enum ExactDecimal {
  /// 5⁰ to 5²⁷, which all fit into 64 bits.
  private static let powersOfFive: [UInt64] = (0...27).map { power in
    (0..<power).reduce(1) { product, _ in product * 5 }
  }

  /// 10⁰ to 10²², which doubles hold exactly.
  private static let powersOfTen: [Double] = (0...22).map { power in
    (0..<power).reduce(1) { product, _ in product * 10 }
  }

  /// `mantissa` times ten to the `exponent`; nil where the exponent is beyond ±27.
  ///
  /// The mantissa is not zero.
  @inline(__always)
  static func double(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    if exponent == 0, mantissa >> 53 == 0 { return Double(mantissa) }
    if mantissa >> 53 == 0, (-22...22).contains(exponent) {
      return exponent < 0
        ? Double(mantissa) / powersOfTen[-exponent] : Double(mantissa) * powersOfTen[exponent]
    }
    switch exponent {
    case 0...27: return product(mantissa, exponent)
    case -27..<0: return quotient(mantissa, -exponent)
    default: return nil
    }
  }

  private static func product(_ mantissa: UInt64, _ power: Int) -> Double {
    let (high, low) = mantissa.multipliedFullWidth(by: powersOfFive[power])
    if high == 0 { return rounded(low, sticky: false, scale: power) }
    let shift = high.leadingZeroBitCount
    let top = shift == 0 ? high : (high << UInt64(shift)) | (low >> UInt64(64 - shift))
    return rounded(top, sticky: low << UInt64(shift) != 0, scale: power + 64 - shift)
  }

  /// The mantissa, shifted to fill 64 bits and divided by a normalised power of five, gives a
  /// quotient of 63 or 64 bits, more than the 53 that stay.
  private static func quotient(_ mantissa: UInt64, _ power: Int) -> Double {
    let divisor = powersOfFive[power]
    let up = mantissa.leadingZeroBitCount
    let divisorUp = divisor.leadingZeroBitCount
    let (quotient, remainder) = (divisor << UInt64(divisorUp)).dividingFullWidth(
      ((mantissa << UInt64(up)) >> 1, (mantissa << UInt64(up)) << 63)
    )
    return rounded(quotient, sticky: remainder != 0, scale: divisorUp - up - 63 - power)
  }

  /// `value` times two to the `scale`, half to even; `sticky` says that the value is a bit more.
  private static func rounded(_ value: UInt64, sticky: Bool, scale: Int) -> Double {
    // A low bit set stands for all that was cut off: with eleven bits to spare it only decides ties.
    Double(sticky ? value | 1 : value) * Double(sign: .plus, exponent: scale, significand: 1)
  }
}
