/// How far two names are apart, to propose the one that was meant.
enum EditDistance {
  /// The least number of insertions, deletions and replacements that turn one text into the other,
  /// over at most their first 64 characters.
  static func between(_ left: String, _ right: String) -> Int {
    let source = Array(left.prefix(64))
    let target = Array(right.prefix(64))
    var row = Array(0...target.count)
    for (i, a) in source.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in target.enumerated() {
        let replaced = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[target.count]
  }

  /// The candidate that is most like `name`; nil where none is so like it that it may have been meant.
  static func nearest(to name: String, among candidates: [String]) -> String? {
    let best = candidates.map { (name: $0, distance: between($0, name)) }
      .min { $0.distance < $1.distance }
    guard let best, best.distance <= (name.count < 4 ? 1 : max(2, name.count / 3)) else {
      return nil
    }
    return best.name
  }
}
