/// Reads numbers as Go's `strconv.ParseFloat` does, hexadecimal forms left out, correctly rounded.
enum FloatText {
  /// What a text turned out to be.
  enum Reading: Equatable {
    case number(Double)
    case invalid
    case tooBig
  }

  /// The number that fills `range` of `page` completely.
  static func read(_ page: Span<UInt8>, _ range: Range<Int>) -> Reading {
    if let (value, end) = decimal(page, at: range.lowerBound), end == range.upperBound {
      return .number(value)
    }
    var index = range.lowerBound
    guard index < range.upperBound else { return .invalid }
    let negative = page[index] == Byte.minus
    let signed = negative || page[index] == Byte.plus
    if signed { index &+= 1 }
    if let value = special(page, index..<range.upperBound) {
      return value.isNaN && signed ? .invalid : .number(negative ? -value : value)
    }
    guard isDecimal(page, index..<range.upperBound) else { return .invalid }
    // More than nineteen digits: rare enough for the standard library.
    guard let value = Double(page.string(index..<range.upperBound)) else { return .invalid }
    return value.isInfinite ? .tooBig : .number(negative ? -value : value)
  }

  /// The decimal number of at most nineteen digits at `start`, and where it ends.
  ///
  /// Nil for everything that takes a closer look: no number, infinity and the like, more digits.
  @inline(__always)
  static func decimal(_ page: Span<UInt8>, at start: Int) -> (value: Double, end: Int)? {
    guard start < page.count else { return nil }
    let negative = page[start] == Byte.minus
    let first = negative || page[start] == Byte.plus ? start &+ 1 : start
    var (mantissa, index) = digits(page, from: first)
    var count = index &- first
    var exponent = 0
    if index < page.count, page[index] == Byte.point {
      index &+= 1
      var point = index
      if mantissa == 0 {
        // Zeros before the first other digit are none of the nineteen.
        while index < page.count, page[index] == Byte.zero { index &+= 1 }
        count = count > 0 || index > point ? 1 : 0
        exponent = point &- index
        point = index
      }
      (mantissa, index) = digits(page, from: index, behind: mantissa)
      count &+= index &- point
      exponent &-= index &- point
    }
    guard count > 0, count <= 19 else { return nil }
    if index < page.count, page[index] | 0x20 == UInt8(ascii: "e") {
      guard let (power, end) = self.exponent(page, from: index &+ 1) else { return nil }
      exponent &+= power
      index = end
    }
    let value = DecimalFloat.value(mantissa, exponent)
    guard value.isFinite else { return nil }
    return (negative ? -value : value, index)
  }

  /// The digits from `start` on, read on behind `number`, and where they end; beyond nineteen digits
  /// the number means nothing.
  @inline(__always)
  private static func digits(
    _ page: Span<UInt8>,
    from start: Int,
    behind number: UInt64 = 0
  ) -> (number: UInt64, end: Int) {
    var (number, index) = (number, start)
    while let word = page.word(at: index) {
      let count = word.leadingDigits
      if count == 8 {
        number = number &* 100_000_000 &+ word.digitValue
        index &+= 8
      } else {
        if count > 0 {
          let zeros: UInt64 = 0x3030_3030_3030_3030 >> UInt64(count &* 8)
          let digits = (word << UInt64(64 &- count &* 8)) | zeros
          number = number &* DecimalFloat.powersOfTen[count] &+ digits.digitValue
        }
        return (number, index &+ count)
      }
    }
    while index < page.count, page[index] &- Byte.zero < 10 {
      number = number &* 10 &+ UInt64(page[index] &- Byte.zero)
      index &+= 1
    }
    return (number, index)
  }

  /// The exponent behind an `e`, cut off far beyond what a double can hold, and where it ends.
  private static func exponent(_ page: Span<UInt8>, from start: Int) -> (power: Int, end: Int)? {
    guard start < page.count else { return nil }
    var index = start
    let negative = page[index] == Byte.minus
    if negative || page[index] == Byte.plus { index &+= 1 }
    let first = index
    var power = 0
    while index < page.count, page[index] &- Byte.zero < 10 {
      if power < 100_000 { power = power &* 10 &+ Int(page[index] &- Byte.zero) }
      index &+= 1
    }
    return index > first ? (negative ? -power : power, index) : nil
  }

  /// `Inf`, `infinity` and `NaN` in any case, without a sign.
  private static func special(_ page: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard range.count == 3 || range.count == 8 else { return nil }
    switch page.bytes(at: range.lowerBound, count: range.count) | 0x2020_2020_2020_2020 {
    case 0x2020_2020_2066_6e69, 0x7974_696e_6966_6e69: return .infinity
    case 0x2020_2020_206e_616e: return .nan
    default: return nil
    }
  }

  /// Whether digits, a point and an exponent stand in `range` as in a decimal number.
  private static func isDecimal(_ page: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = page.digitsEnd(from: range.lowerBound)
    var count = index &- range.lowerBound
    if index < range.upperBound, page[index] == Byte.point {
      let end = page.digitsEnd(from: index &+ 1)
      count &+= end &- index &- 1
      index = end
    }
    guard count > 0, index < range.upperBound else { return count > 0 }
    guard page[index] | 0x20 == UInt8(ascii: "e") else { return false }
    return exponent(page, from: index &+ 1)?.end == range.upperBound
  }
}

extension UInt64 {
  /// How many of the bytes, from the lowest on, are ASCII digits.
  @inline(__always)
  fileprivate var leadingDigits: Int {
    // A digit's upper half is 3, and stays 3 when 6 is added.
    let others =
      ((self & 0xf0f0_f0f0_f0f0_f0f0) ^ 0x3030_3030_3030_3030)
      | (((self &+ 0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0) ^ 0x3030_3030_3030_3030)
    return others.trailingZeroBitCount / 8
  }

  /// The number that eight ASCII digits make, the lowest byte the first of them.
  @inline(__always)
  fileprivate var digitValue: UInt64 {
    let digits = self &- 0x3030_3030_3030_3030
    let pairs = digits &* 10 &+ (digits >> 8)
    let low = (pairs & 0x0000_00ff_0000_00ff) &* 0x000f_4240_0000_0064
    let high = ((pairs >> 16) & 0x0000_00ff_0000_00ff) &* 0x0000_2710_0000_0001
    return (low &+ high) >> 32
  }
}
