/// How far a rule's value is from its limit, as text with units.
public struct AlertReading: Sendable, Equatable {
  /// The value now: `5.6%`; empty where there is none.
  public var value: String
  /// The comparison and what the value is held against: `> 2%`; empty without a comparison.
  public var limit: String
  /// The value that went furthest beyond the limit since the alert began; empty without an alert.
  public var peak: String

  /// A reading with the given texts.
  public init(value: String = "", limit: String = "", peak: String = "") {
    self.value = value
    self.limit = limit
    self.peak = peak
  }
}
