/// Lower-case hexadecimal text.
enum HexText {
  /// The digit of the low four bits.
  static func digit(_ value: UInt8) -> UInt8 {
    let low = value & 15
    return low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10
  }

  /// All sixteen digits of a number.
  static func digits(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// Whether the text consists of `count` lower-case digits and is not all zeros.
  static func isIdentifier(_ text: some StringProtocol, count: Int) -> Bool {
    guard text.utf8.count == count else { return false }
    var nonZero = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0"): continue
      case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"):
        nonZero = true
      default: return false
      }
    }
    return nonZero
  }
}
