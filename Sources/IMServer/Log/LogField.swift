/// A named value of a log line.
public struct LogField: Equatable, Sendable {
  /// Its name.
  public var name: String
  /// Its value.
  public var value: LogValue

  /// A field from its parts.
  public init(_ name: String, _ value: LogValue) {
    self.name = name
    self.value = value
  }
}
