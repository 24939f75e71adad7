import Charts

/// A list of a field's values, to narrow by typing and to filter by.
struct ValuePicker: Hashable, Sendable {
  /// Whether letters go to the search text or to the list.
  enum Hand: Hashable, Sendable {
    /// `x` and Space act on the list, other letters begin a search.
    case list
    /// Every letter is part of the search.
    case search
  }

  /// The field.
  let field: String
  /// The search text.
  var search = TextLine()
  /// Whether letters go to the search text or to the list.
  var hand = Hand.list
  /// The selected row.
  var selected = 0
  /// The marked values in the order of marking.
  var marked: [String] = []
  /// What is to be done once the values that are searched for have come.
  var awaited: Command?
}
