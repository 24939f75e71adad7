/// How many of the targets that offer a number answer.
public struct TargetCoverage: Hashable, Sendable {
  /// The targets that answer.
  public var answering: Int
  /// The targets that offer the number, or did in the window.
  public var offering: Int

  /// So many of so many.
  public init(answering: Int, offering: Int) {
    self.answering = answering
    self.offering = offering
  }
}
