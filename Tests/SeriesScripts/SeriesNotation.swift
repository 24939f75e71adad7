package import MetricsModel

/// A line of the test language: `metric{label="value"} 1+2x3 _ stale`.
package struct SeriesNotation {
  /// What stands where a value is expected.
  package enum Point: Equatable {
    case value(Double)
    case missing
    case nativeHistogram
  }

  /// The series' labels.
  package var labels: Labels
  /// The points, one for each step.
  package var points: [Point]

  /// Reads a line, nil when it breaks the notation.
  package init?(_ line: String) {
    var rest = Substring(line)
    guard let labels = Self.takeLabels(from: &rest) else { return nil }
    self.labels = labels
    self.points = []
    while true {
      rest = rest.drop { $0 == " " || $0 == "\t" }
      guard !rest.isEmpty else { return }
      guard let more = Self.takePoints(from: &rest) else { return nil }
      points += more
    }
  }

  /// Whether any point is a native histogram.
  package var hasNativeHistograms: Bool { points.contains(.nativeHistogram) }

  // MARK: Labels

  private static func takeLabels(from rest: inout Substring) -> Labels? {
    rest = rest.drop { $0 == " " || $0 == "\t" }
    let name = rest.prefix { !" \t{@".contains($0) }
    rest = rest.dropFirst(name.count)
    var pairs = name.isEmpty ? [] : [Labels.Pair(Labels.metricName, String(name))]
    guard rest.first == "{" else { return name.isEmpty ? nil : Labels(pairs) }
    rest.removeFirst()
    while true {
      rest = rest.drop { " \t,".contains($0) }
      if rest.first == "}" {
        rest.removeFirst()
        return Labels(pairs)
      }
      guard let pair = takePair(from: &rest) else { return nil }
      pairs.append(pair)
    }
  }

  private static func takePair(from rest: inout Substring) -> Labels.Pair? {
    let key: String
    if rest.first == "\"" {
      guard let quoted = takeQuoted(from: &rest) else { return nil }
      key = quoted
      if rest.first != "=" { return Labels.Pair(Labels.metricName, key) }
    } else {
      let word = rest.prefix { $0 != "=" && $0 != "}" && $0 != "," }
      rest = rest.dropFirst(word.count)
      key = word.filter { $0 != " " }
    }
    guard rest.first == "=" else { return nil }
    rest = rest.dropFirst().drop { $0 == " " }
    return takeQuoted(from: &rest).map { Labels.Pair(key, $0) }
  }

  private static func takeQuoted(from rest: inout Substring) -> String? {
    guard let quote = rest.popFirst() else { return nil }
    var result = ""
    while let character = rest.popFirst() {
      if character == quote { return result }
      guard character == "\\" else {
        result.append(character)
        continue
      }
      switch rest.popFirst() {
      case "n": result.append("\n")
      case "u":
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        guard let scalar = UInt32(digits, radix: 16).flatMap(UnicodeScalar.init) else { return nil }
        result.unicodeScalars.append(scalar)
      case let other?: result.append(other)
      case nil: return nil
      }
    }
    return nil
  }

  // MARK: Points

  private static func takePoints(from rest: inout Substring) -> [Point]? {
    if rest.hasPrefix("{{") {
      guard let end = rest.range(of: "}}")?.upperBound else { return nil }
      rest = rest[end...]
      let repetition = rest.prefix { $0 != " " && $0 != "\t" }
      if repetition.hasPrefix("+{{") || repetition.hasPrefix("-{{") {
        rest = rest.dropFirst()
        return takePoints(from: &rest)
      }
      rest = rest.dropFirst(repetition.count)
      let count = repetition.hasPrefix("x") ? Int(repetition.dropFirst()) : 0
      return count.map { Array(repeating: .nativeHistogram, count: $0 + 1) }
    }
    let word = rest.prefix { $0 != " " && $0 != "\t" }
    rest = rest.dropFirst(word.count)
    return points(String(word))
  }

  private static func points(_ word: String) -> [Point]? {
    let pattern = /([-+]?(?:[0-9.]+(?:e[-+]?[0-9]+)?|inf|nan)|_|stale)(?:([-+][^x]+)?x([0-9]+))?/
      .ignoresCase()
    guard let match = word.wholeMatch(of: pattern) else { return nil }
    let count = match.3.flatMap { Int($0) }
    if match.1 == "_" {
      return match.2 == nil ? Array(repeating: .missing, count: max(1, count ?? 1)) : nil
    }
    guard let start = number(String(match.1)) else { return nil }
    guard let count else { return [.value(start)] }
    var step = 0.0
    if let text = match.2 {
      guard let value = number(String(text)) else { return nil }
      step = value
    }
    var value = start
    return (0...count).map { _ in
      defer { value += step }
      return .value(value)
    }
  }

  /// The number that a point's text stands for.
  package static func number(_ text: String) -> Double? {
    switch text.lowercased() {
    case "stale": .stale
    case "nan", "+nan", "-nan": .nan
    case "inf", "+inf": .infinity
    case "-inf": -.infinity
    default: Double(text.hasPrefix("+") ? String(text.dropFirst()) : text)
    }
  }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
