/// A field that a filter asks for and that no record looked at has.
public struct StrangeField: Hashable, Sendable {
  /// The name, as the filter has it.
  public var name: String
  /// The names most like it that filters know or records have, the nearest first.
  public var nearest: [String]
  /// Whether all records were looked at, and not the newest alone.
  public var isCertain: Bool

  /// A field with the names like its own.
  public init(name: String, nearest: [String], isCertain: Bool) {
    self.name = name
    self.nearest = nearest
    self.isCertain = isCertain
  }
}
