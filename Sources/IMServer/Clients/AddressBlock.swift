/// A block of loopback addresses that stands for the clients of one carrier: `127.20.0.0/16`.
public struct AddressBlock: Hashable, Sendable, CustomStringConvertible {
  /// The first three bytes after 127, as the block's first address has them.
  private let base: UInt32
  /// How many leading bits all its addresses share: 8 to 32.
  public let prefix: Int

  /// The block of `prefix` bits at 127.`second`.`third`.0.
  public init(second: UInt8, third: UInt8 = 0, prefix: Int) {
    self.prefix = min(max(prefix, 8), 32)
    base =
      (127 << 24 | UInt32(second) << 16 | UInt32(third) << 8)
      & ~(UInt32.max >> UInt32(self.prefix))
  }

  /// How many addresses it holds.
  public var count: Int { 1 << (32 - prefix) }

  /// The address of this number, counted round.
  public func address(_ number: Int) -> String {
    let value = base | UInt32(truncatingIfNeeded: number) & (UInt32.max >> UInt32(prefix))
    return Self.text(value)
  }

  /// Whether the address lies in the block.
  public func contains(_ address: String) -> Bool {
    let bytes = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard bytes.count == 4 else { return false }
    var value: UInt32 = 0
    for byte in bytes {
      guard let byte else { return false }
      value = value << 8 | UInt32(byte)
    }
    return value & ~(UInt32.max >> UInt32(prefix)) == base
  }

  /// The block as `127.20.0.0/16`.
  public var description: String { "\(Self.text(base))/\(prefix)" }

  private static func text(_ value: UInt32) -> String {
    "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)"
  }
}
