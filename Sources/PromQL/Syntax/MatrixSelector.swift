/// `name{label="value"}[5m]`: the samples of a window.
public struct MatrixSelector: Sendable, Equatable {
  /// Which series.
  public var selector: VectorSelector
  /// How long the window is, in milliseconds; it is open on the left.
  public let window: Int64

  /// The samples of `selector` within `window` milliseconds.
  public init(selector: VectorSelector, window: Int64) {
    self.selector = selector
    self.window = window
  }
}
