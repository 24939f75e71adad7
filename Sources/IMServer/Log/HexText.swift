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

  /// Whether the text consists of `count` lower-case digits.
  static func isDigits(_ text: some StringProtocol, count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
      }
  }

  /// Whether the text consists of `count` lower-case digits and is not all zeros.
  static func isIdentifier(_ text: some StringProtocol, count: Int) -> Bool {
    isDigits(text, count: count) && text.utf8.contains { $0 != UInt8(ascii: "0") }
  }
}
