/// Why a query is not asked, or not answered.
public struct RemoteSilence: Error, Equatable, Sendable {
  /// The reason, as a person reads it.
  public var reason: String

  /// A reason.
  public init(_ reason: String) { self.reason = reason }
}
