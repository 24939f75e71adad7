/// A number in the source; equal to another when it has the same bits or both are NaN.
public struct NumberLiteral: Sendable, Equatable {
  /// The number.
  public let value: Double

  /// The literal of `value`.
  public init(_ value: Double) {
    self.value = value
  }

  /// Whether the bits are the same, or both are NaN.
  public static func == (left: NumberLiteral, right: NumberLiteral) -> Bool {
    left.value.bitPattern == right.value.bitPattern || (left.value.isNaN && right.value.isNaN)
  }
}
