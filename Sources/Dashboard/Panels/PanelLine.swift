/// One series of a panel that shows its series each by itself.
public struct PanelLine: Hashable, Sendable {
  /// What it is called.
  public var name: String
  /// One value a step, nil where there is none; the last step is the newest.
  public var values: [Double?]
  /// The newest value.
  public var current: Double?
  /// The mean over the window before; nil without a past.
  public var before: Double?

  /// A series.
  public init(name: String, values: [Double?], current: Double? = nil, before: Double? = nil) {
    self.name = name
    self.values = values
    self.current = current
    self.before = before
  }
}
