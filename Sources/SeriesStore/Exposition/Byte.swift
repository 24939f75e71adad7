/// The bytes that mean something in a page of metrics.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let comma = UInt8(ascii: ",")
  static let equals = UInt8(ascii: "=")
  static let backslash = UInt8(ascii: "\\")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let minus = UInt8(ascii: "-")
  static let plus = UInt8(ascii: "+")
  static let point = UInt8(ascii: ".")
  static let zero = UInt8(ascii: "0")
}

extension UInt8 {
  /// Whether the byte is an ASCII letter, digit or underscore.
  @inline(__always)
  var isOfName: Bool {
    // Bit n of a half stands for the byte n, of the second one for 64 + n.
    let (digits, letters): (UInt64, UInt64) = (0x03ff_0000_0000_0000, 0x07ff_fffe_87ff_fffe)
    let half = self < 64 ? digits : letters
    return self < 128 && (half >> UInt64(self & 63)) & 1 != 0
  }
}
