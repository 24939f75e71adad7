/// What a search is made for.
public enum SearchGoal: Sendable, Hashable {
  /// The records themselves, each with so many neighbours on both sides.
  case hits(context: Int)
  /// How many there are.
  case count
  /// What they are, all together, and how often each value of a field occurs, where one is named.
  case statistics(by: String?)

  /// The field whose values are counted.
  var field: String? {
    if case .statistics(let field) = self { field } else { nil }
  }
}
