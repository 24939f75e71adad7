public import LogModel

/// Reads the filter language: KQL with Lucene's ranges and regular expressions, where two conditions
/// side by side must both hold.
///
/// `NOT` (`not`, `-`, `!`) binds tighter than `AND` (`and`, `&&`, or nothing), that tighter than `OR`
/// (`or`, `||`). Names of the vocabulary and their aliases become canonical; a name in quotes is the
/// log's own. A regular expression without a field is one on `Filter.anyField`, the whole text.
public struct FilterParser {
  /// The longest text that is read, in bytes.
  public static let lengthLimit = 16_384
  /// How deeply parentheses and negations may nest.
  public static let depthLimit = 64
  /// How many conditions a filter may have.
  public static let conditionLimit = 1_000

  var scanner: FilterScanner
  /// The name of the last field as it is written.
  var written = ""
  private var depth = 0
  private var conditions = 0

  /// What a condition without a field of its own is about.
  enum Scope {
    /// The whole record; names get this prefix (`user.` inside `user:{ ... }`).
    case record(prefix: String)
    /// The values of one field: `path:(/ws/* or /api/*)`.
    case field(String)
  }

  /// The filter that the text describes; empty text lets everything through.
  public static func parse(_ text: String) throws(FilterError) -> Filter {
    var parser = FilterParser(scanner: FilterScanner(Array(text.utf8)))
    return try parser.parseAll()
  }

  private init(scanner: FilterScanner) { self.scanner = scanner }

  private mutating func parseAll() throws(FilterError) -> Filter {
    guard scanner.bytes.count <= Self.lengthLimit else {
      throw problem(.tooLong(limit: Self.lengthLimit), Self.lengthLimit..<scanner.bytes.count)
    }
    scanner.skipSpace()
    if scanner.isAtEnd { return .all }
    let filter = try parseAlternation(.record(prefix: ""))
    guard scanner.isAtEnd else {
      let sign = scanner.character()
      throw problem(.unexpectedClosing(sign), scanner.at..<scanner.at + sign.utf8.count)
    }
    return filter
  }

  /// `a OR b OR c`.
  mutating func parseAlternation(_ scope: Scope) throws(FilterError) -> Filter {
    var left = try parseConjunction(scope)
    while let word = scanner.takeJoiner(.or) {
      try expectCondition(after: word)
      left = .or(left, try parseConjunction(scope))
    }
    return left
  }

  private mutating func parseConjunction(_ scope: Scope) throws(FilterError) -> Filter {
    if let word = scanner.peekJoiner() {
      throw problem(.nothingBefore(scanner.text(word)), word)
    }
    var left = try parseNegation(scope)
    while true {
      if let word = scanner.takeJoiner(.and) {
        try expectCondition(after: word)
      } else if scanner.isAtEnd || scanner.isAtClosing || scanner.peekJoiner() != nil {
        return left
      }
      left = .and(left, try parseNegation(scope))
    }
  }

  private mutating func parseNegation(_ scope: Scope) throws(FilterError) -> Filter {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw problem(.tooDeep(limit: Self.depthLimit), scanner.at..<scanner.at)
    }
    if let sign = scanner.takeNegation() {
      try expectCondition(after: sign)
      return .not(try parseNegation(scope))
    }
    scanner.takeRequirement()
    return try parsePrimary(scope)
  }

  private mutating func parsePrimary(_ scope: Scope) throws(FilterError) -> Filter {
    let start = scanner.at
    if scanner.take(UInt8(ascii: "(")) { return try parseGroup(scope, from: start) }
    conditions += 1
    guard conditions <= Self.conditionLimit else {
      throw problem(.tooMany(limit: Self.conditionLimit), start..<start)
    }
    switch scope {
    case .field(let name): return try parseValue(of: name)
    case .record(let prefix): return try parseCondition(prefix: prefix)
    }
  }

  /// The rest of a group after its opening parenthesis.
  mutating func parseGroup(_ scope: Scope, from start: Int) throws(FilterError) -> Filter {
    scanner.skipSpace()
    if scanner.take(UInt8(ascii: ")")) { throw problem(.emptyGroup, start..<scanner.at) }
    if scanner.isAtEnd { throw problem(.unclosedGroup, start..<start + 1) }
    let filter = try parseAlternation(scope)
    guard scanner.take(UInt8(ascii: ")")) else {
      if scanner.isAtEnd { throw problem(.unclosedGroup, start..<start + 1) }
      throw problem(.unexpectedClosing(scanner.character()), scanner.at..<scanner.at + 1)
    }
    try takeSuffix()
    return filter
  }

  private mutating func expectCondition(after word: Range<Int>) throws(FilterError) {
    scanner.skipSpace()
    guard scanner.isAtEnd || scanner.isAtClosing else { return }
    throw problem(.nothingAfter(scanner.text(word)), word)
  }

  /// The error that tells of a problem at a range.
  func problem(_ problem: FilterProblem, _ range: Range<Int>) -> FilterError {
    FilterError(
      message: problem.message,
      range: range.clamped(to: 0..<scanner.bytes.count)
    )
  }
}
