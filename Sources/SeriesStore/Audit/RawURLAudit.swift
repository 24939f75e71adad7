import MetricsModel

/// Labels that have a value for each URL that was ever asked for.
///
/// A client that puts the raw path into a label makes a series for each user, room and scan.
struct RawURLAudit {
  /// How many values of one label in one metric are suspicious when most of them look raw.
  private static let many = 50
  /// How many are suspicious whatever they look like.
  private static let tooMany = 1000
  /// What the names of labels for URLs have in them.
  private static let words = ["path", "uri", "url", "route", "endpoint", "handler", "resource"]

  private struct Label: Hashable {
    var metric: String
    var name: String
  }

  private var values: [Label: Set<String>] = [:]

  /// Takes in a sample's labels.
  mutating func note(_ labels: Labels) {
    for pair in labels.pairs where pair.value.contains("/") {
      let name = pair.name.lowercased()
      guard Self.words.contains(where: { name.contains($0) }) else { continue }
      values[Label(metric: labels.name, name: pair.name), default: []].insert(pair.value)
    }
  }

  /// The labels that are suspicious, and how many values they have.
  var problems: [(name: String, problem: String)] {
    values.compactMap { label, values -> (name: String, problem: String)? in
      guard values.count >= Self.many else { return nil }
      let raw = values.count(where: Self.isRaw)
      guard raw * 2 >= values.count || values.count >= Self.tooMany else { return nil }
      let example = values.first(where: Self.isRaw) ?? values.min() ?? ""
      return ("\(label.metric){\(label.name)}", "\(values.count) values such as \(example)")
    }.sorted { $0.name < $1.name }
  }

  /// Whether a path has a query, or a segment that is a number or an identifier.
  private static func isRaw(_ path: String) -> Bool {
    if path.contains("?") { return true }
    return path.utf8.split(separator: UInt8(ascii: "/")).contains { segment in
      let digits = segment.count { $0 &- Byte.zero < 10 }
      if digits == segment.count { return true }
      return segment.count >= 12 && digits > 0
        && segment.allSatisfy { $0.isHexadecimal || $0 == Byte.minus }
    }
  }
}

extension UInt8 {
  /// Whether the byte is a hexadecimal digit.
  fileprivate var isHexadecimal: Bool {
    self &- Byte.zero < 10 || (self | 0x20) &- UInt8(ascii: "a") < 6
  }
}
