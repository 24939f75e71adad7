/// When a selector or a subquery looks at its series: `offset` and `@`.
public struct TimeShift: Sendable, Equatable {
  /// The fixed point of an `@` modifier.
  public enum Anchor: Sendable, Equatable {
    /// `@ 1603774568`, in milliseconds since the epoch.
    case milliseconds(Int64)
    /// `@ start()`: the first step of the query.
    case start
    /// `@ end()`: the last step of the query.
    case end
  }

  /// How far back from the step or the anchor, in milliseconds; negative looks forward.
  public var offset: Int64
  /// The point that replaces the step, nil without an `@` modifier.
  public var anchor: Anchor?

  /// A shift by `offset` milliseconds from the step or from `anchor`.
  public init(offset: Int64 = 0, anchor: Anchor? = nil) {
    self.offset = offset
    self.anchor = anchor
  }

  /// No shift.
  public static let none = TimeShift()
}
