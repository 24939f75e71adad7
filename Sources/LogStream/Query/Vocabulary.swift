public import LogModel

/// The names that the filter language knows, and the nearest ones to a name that it does not.
public enum Vocabulary {
  /// The canonical names, in the order in which completion offers them.
  public static let names: [String] = [
    FilterField.status, .path, .clientIP, .level, .message, .latency, .event, .reason, .method,
    .userAgent, .trace, .span, .parentSpan, .connection, .user, .instance, .source, .time,
  ].map(\.rawValue)

  /// All names by which the language knows a field, the canonical ones first.
  public static let allNames: [String] = names + FilterField.allCases.flatMap(\.aliases)

  /// The field of a canonical name or an alias; nil for the log's own names.
  public static func field(named name: String) -> FilterField? { FilterField(named: name) }

  /// The candidates that are most like `name`, the nearest first, at most three.
  ///
  /// A candidate counts when no more than a third of its letters must be changed.
  public static func nearest(to name: String, among candidates: [String]) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    let ranked = candidates.compactMap { candidate -> (distance: Int, name: String)? in
      let letters = Array(candidate.lowercased().unicodeScalars.prefix(64))
      let distance = distance(wanted, letters)
      return distance <= max(1, max(letters.count, wanted.count) / 3) ? (distance, candidate) : nil
    }
    return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }

  /// How many letters must be added, removed, replaced or swapped with their neighbour.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var above = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = min(above[column + 1], current[column]) + 1
        best = min(best, above[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          best = min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      before = above
      above = current
    }
    return above[right.count]
  }
}
