extension Collection where Element == String {
  /// The element that differs least from `word`, if it is near enough to be what was meant.
  public func nearest(to word: String) -> String? {
    let best = map { ($0, editDistance(Array($0.utf8), Array(word.utf8))) }.min { $0.1 < $1.1 }
    guard let best, best.1 <= Swift.max(1, word.utf8.count / 3) else { return nil }
    return best.0
  }
}

/// The number of insertions, deletions, substitutions and swaps of neighbours between two short
/// texts (optimal string alignment); long ones count as far apart.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  guard left.count <= 64, right.count <= 64 else { return .max }
  var rows = [Array(0...right.count)]
  for (i, a) in left.enumerated() {
    var row = [i + 1]
    for (j, b) in right.enumerated() {
      var cost = Swift.min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a == b ? 0 : 1))
      if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
        cost = Swift.min(cost, rows[i - 1][j - 1] + 1)
      }
      row.append(cost)
    }
    rows.append(row)
  }
  return rows[left.count][right.count]
}
