/// What was measured did not do its work; the run ends, since its figures would mean nothing.
struct WrongAnswer: Error, CustomStringConvertible {
  /// What came out, and what should have.
  let description: String

  /// Throws unless the two are equal.
  static func unless<Value: Equatable>(_ found: Value?, is expected: Value) throws {
    guard found != expected else { return }
    throw WrongAnswer(
      description: "\(found.map { "\($0)" } ?? "nothing") instead of \(expected)"
    )
  }
}
