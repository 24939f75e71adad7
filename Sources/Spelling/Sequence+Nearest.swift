extension Sequence<String> {
  /// The names that are most like `name`, whatever the case: those that may have been meant where nobody
  /// knows it; the nearest first, at most three.
  ///
  /// A name counts when no more than a third of the longer one's letters must be added, removed, replaced
  /// or swapped with their neighbour, or one letter; only the first 64 letters are looked at.
  public func nearest(to name: String) -> [String] {
    let wanted = Self.letters(of: name)
    let ranked = compactMap { candidate -> (distance: Int, name: String)? in
      let letters = Self.letters(of: candidate)
      let distance = Self.distance(wanted, letters)
      return distance <= Swift.max(1, Swift.max(letters.count, wanted.count) / 3)
        ? (distance, candidate) : nil
    }
    return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }

  private static func letters(of name: String) -> [Unicode.Scalar] {
    Array(name.lowercased().unicodeScalars.prefix(64))
  }

  /// How many letters must be changed (optimal string alignment).
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var above = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = Swift.min(above[column + 1], current[column]) + 1
        best = Swift.min(best, above[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          best = Swift.min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      before = above
      above = current
    }
    return above[right.count]
  }
}
