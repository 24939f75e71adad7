import LogModel
import Patterns

extension FilterParser {
  /// A condition of a record: a field with an operator, a regular expression, a word or a phrase.
  mutating func parseCondition(prefix: String) throws(FilterError) -> Filter {
    let start = scanner.at
    if let expression = scanner.expression(allowsSpace: true) {
      return .field(Filter.anyField, .expression(try checked(expression, at: start)))
    }
    if scanner.next == UInt8(ascii: "\"") {
      let phrase = try parseQuoted()
      if let filter = try parseOperator(after: prefix + phrase, isOwnName: true, from: start) {
        return filter
      }
      try takeSuffix()
      return .text(Filter.TextPattern(parts: [phrase], isPhrase: true))
    }
    if scanner.next == UInt8(ascii: "{") { throw problem(.misplacedBrace, start..<start + 1) }
    let word = scanner.word(.name)
    guard !word.range.isEmpty else { throw missingField() }
    if let filter = try parseOperator(after: prefix + word.text, isOwnName: false, from: start) {
      return filter
    }
    try takeSuffix()
    return word.pattern.isAnything ? .all : .text(word.pattern)
  }

  /// The rest of a condition whose field has been read; nil where no operator follows.
  private mutating func parseOperator(
    after name: String,
    isOwnName: Bool,
    from start: Int
  ) throws(FilterError) -> Filter? {
    var ahead = scanner
    ahead.skipSpace()
    let sign: FilterOperator
    switch FilterOperator.read(&ahead) {
    case nil: return nil
    case .unknown(let text, let proposal):
      throw problem(
        .unknownOperator(text, proposal: proposal),
        ahead.at - text.utf8.count..<ahead.at
      )
    case .some(let known): sign = known
    }
    let nameRange = start..<scanner.at
    let signRange = ahead.at - sign.text.utf8.count..<ahead.at
    scanner = ahead
    scanner.skipSpace()
    if scanner.isAtEnd || scanner.isAtClosing {
      throw problem(
        .missingValue(field: name, sign: sign.text),
        nameRange.lowerBound..<signRange.upperBound
      )
    }
    if !isOwnName, name.contains("*") || name.contains("?") {
      return try parseAnyField(name, sign, nameRange)
    }
    if !isOwnName, name == "_exists_" {
      return .field(Self.canonical(scanner.word(.value).text), .exists)
    }
    let field = isOwnName ? name : Self.canonical(name)
    written = name
    switch sign {
    case .matches: return try parseMatch(of: field, written: name)
    case .equals: return .field(field, try parseEquality(of: field, sign: sign))
    case .differs: return .not(.field(field, try parseEquality(of: field, sign: sign)))
    case .compares(let comparison):
      return .field(field, .compares(comparison, try parseComparand(of: field, sign: sign)))
    case .unknown: return nil
    }
  }

  /// `*:value` searches everywhere; other wildcards in names are refused.
  private mutating func parseAnyField(
    _ name: String,
    _ sign: FilterOperator,
    _ range: Range<Int>
  ) throws(FilterError) -> Filter {
    guard name == "*", sign == .matches else { throw problem(.wildcardInName(name), range) }
    return try parseCondition(prefix: "")
  }

  /// What may follow `field:` — a value, a group, a range, nested fields or a comparison.
  private mutating func parseMatch(
    of field: String,
    written name: String
  ) throws(FilterError)
    -> Filter
  {
    let start = scanner.at
    switch scanner.next {
    case UInt8(ascii: "("):
      scanner.at += 1
      return try parseGroup(.field(field), from: start)
    case UInt8(ascii: "["): return .field(field, try parseRange(of: field))
    case UInt8(ascii: "{"):
      return isRange() ? .field(field, try parseRange(of: field)) : try parseNested(in: name)
    default: return try parseValue(of: field)
    }
  }

  /// One value of a field, as after a colon or inside a field's group.
  mutating func parseValue(of field: String) throws(FilterError) -> Filter {
    let start = scanner.at
    if scanner.peek(1) == UInt8(ascii: "\""), "+-".utf8.contains(scanner.next) {
      let isNegated = scanner.next == UInt8(ascii: "-")
      scanner.at += 1
      let filter = try parseValue(of: field)
      return isNegated ? .not(filter) : filter
    }
    var ahead = scanner
    if case .compares(let comparison)? = FilterOperator.read(&ahead) {
      scanner = ahead
      scanner.skipSpace()
      let operand = try parseComparand(of: field, sign: .compares(comparison))
      return .field(field, .compares(comparison, operand))
    }
    if scanner.next == UInt8(ascii: "[") || scanner.next == UInt8(ascii: "{") && isRange() {
      return .field(field, try parseRange(of: field))
    }
    if let expression = scanner.expression(allowsSpace: field != FilterField.path.rawValue) {
      return .field(field, .expression(try checked(expression, at: start)))
    }
    if scanner.next == UInt8(ascii: "\"") {
      let phrase = try parseQuoted()
      let range = start..<scanner.at
      try takeSuffix()
      let pattern = Filter.TextPattern(parts: [phrase], isPhrase: true)
      return .field(field, try condition(on: field, pattern, range))
    }
    let joiner = scanner.peekJoiner()
    if let joiner { throw problem(.nothingBefore(scanner.text(joiner)), joiner) }
    if scanner.isKeyword("not") { throw problem(.nothingAfter(field + ":"), start..<start + 3) }
    let word = scanner.word(.value)
    guard !word.range.isEmpty else {
      throw problem(.missingValue(field: field, sign: ":"), start..<start)
    }
    try takeSuffix()
    return .field(field, try condition(on: field, word.pattern, word.range))
  }

  /// The condition that a value makes on a field: presence, a network, a level, or resemblance.
  private func condition(
    on field: String,
    _ pattern: Filter.TextPattern,
    _ range: Range<Int>
  ) throws(FilterError) -> Filter.Condition {
    if pattern.isAnything { return .exists }
    try check(pattern, of: field, range)
    guard pattern.parts.count == 1 else { return .resembles(pattern) }
    let text = pattern.parts[0]
    let known = FilterField(rawValue: field)
    if known == nil || known == .clientIP, text.utf8.contains(UInt8(ascii: "/")) {
      if NetworkText.isNetwork(text) { return .network(text) }
      if known == .clientIP, text.utf8.first != UInt8(ascii: "/") {
        throw problem(.malformedNetwork(text), range)
      }
    }
    if known == .clientIP, text.utf8.contains(UInt8(ascii: ":")),
      NetworkText.isNetwork(text + "/128")
    {
      // An IPv6 address has many texts.
      return .network(text + "/128")
    }
    if known == .level, let level = OperandText.level(text) {
      return .resembles(Filter.TextPattern(parts: [level.name], isPhrase: pattern.isPhrase))
    }
    return .resembles(pattern)
  }

  /// The field's canonical name, or the name itself where the log alone knows it.
  static func canonical(_ name: String) -> String { FilterField(named: name)?.rawValue ?? name }

  mutating func parseQuoted() throws(FilterError) -> String {
    let start = scanner.at
    guard let text = scanner.quoted() else { throw problem(.unclosedQuote, start..<start + 1) }
    return text
  }

  private func missingField() -> FilterError {
    var ahead = scanner
    let start = scanner.at
    if case .unknown(let text, let proposal)? = FilterOperator.read(&ahead) {
      return problem(.unknownOperator(text, proposal: proposal), start..<ahead.at)
    }
    let sign = ahead.at > start ? scanner.text(start..<ahead.at) : scanner.character()
    guard ahead.at > start else {
      return problem(.unexpectedClosing(sign), start..<start + sign.utf8.count)
    }
    return problem(.missingField(sign: sign), start..<ahead.at)
  }

  /// Passes over a boost, which changes nothing where nothing is ranked; fuzziness and proximity are
  /// refused.
  mutating func takeSuffix() throws(FilterError) {
    while let end = scanner.suffixEnd {
      let range = scanner.at..<end
      guard scanner.next == UInt8(ascii: "^") else {
        throw problem(.fuzziness(scanner.text(range)), range)
      }
      scanner.at = end
    }
  }

  /// The expression, if it compiles.
  private func checked(_ expression: String, at start: Int) throws(FilterError) -> String {
    do throws(PatternError) {
      _ = try Pattern(expression, caseInsensitive: true)
      return expression
    } catch {
      throw problem(.malformedExpression("\(error)"), start..<scanner.at)
    }
  }
}
