/// The secret that tokens are signed with; gateways that share it accept each other's tokens.
public struct TokenKey: Equatable, Sendable {
  /// The key's first eight bytes, little-endian.
  public let low: UInt64
  /// The key's last eight bytes, little-endian.
  public let high: UInt64

  /// A key from its halves.
  public init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// A key that nobody can guess.
  public static func random() -> TokenKey {
    TokenKey(low: .random(in: .min ... .max), high: .random(in: .min ... .max))
  }

  /// The key as 32 hexadecimal digits.
  public var hex: String { HexText.digits(low) + HexText.digits(high) }

  /// Reads 32 hexadecimal digits; nil where the text is anything else.
  public init?(hex: String) {
    guard hex.utf8.count == 32, hex.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }),
      let low = UInt64(hex.prefix(16), radix: 16), let high = UInt64(hex.suffix(16), radix: 16)
    else { return nil }
    self.init(low: low, high: high)
  }
}
