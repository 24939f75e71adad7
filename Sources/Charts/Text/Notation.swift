/// How a code point that must not reach a terminal is shown: `^[`, `^?`, `<U+202E>`.
enum Notation {
  /// The notation, in printable ASCII only.
  static func text(for scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x20 {
      return "^" + String(Character(Unicode.Scalar(UInt8(scalar.value) + 0x40)))
    }
    if scalar.value == 0x7F { return "^?" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }
}
