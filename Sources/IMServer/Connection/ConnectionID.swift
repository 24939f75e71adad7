/// The name of a connection, unique in one run of the gateway.
public struct ConnectionID: Hashable, Sendable, CustomStringConvertible {
  /// Its number, from 1.
  public let number: UInt64

  /// The name with this number.
  public init(number: UInt64) {
    self.number = number
  }

  /// The name as logs print it: `c-1f`.
  public var description: String { "c-" + String(number, radix: 16) }
}
