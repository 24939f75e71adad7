import MetricsModel
import Patterns

extension Parser {
  /// The selector with the braces at the current token, if any, behind `name`.
  mutating func parseSelector(name: String?, start: Int) throws(PromQLError) -> Expr {
    var matchers: [Matcher] = []
    if try take(.leftBrace) {
      while try !take(.rightBrace) {
        matchers.append(try parseMatcher())
        if try take(.comma) { continue }
        guard current.kind == .rightBrace else {
          throw unexpected(in: "label matching", expected: "\",\" or \"}\"")
        }
      }
    }
    let range = start..<lastEnd
    if let name, let other = matchers.first(where: { $0.name == Labels.metricName }) {
      throw PromQLError(.nameSetTwice(name, other.value), at: range)
    }
    let selector = VectorSelector(metricName: name, matchers: matchers)
    guard selector.matchers.contains(where: { !$0.matches("") }) else {
      throw PromQLError(.emptySelector, at: range)
    }
    return try make(.vector(selector), at: range)
  }

  /// `label="value"`, or a metric's name in quotes.
  private mutating func parseMatcher() throws(PromQLError) -> Matcher {
    let context = "label matching"
    let label: String
    switch current.kind {
    case .identifier(let text):
      label = text
      try advance()
    case .string(let text):
      try advance()
      if current.kind == .comma || current.kind == .rightBrace {
        return Matcher(Labels.metricName, equals: text)
      }
      label = text
    default:
      throw unexpected(in: context, expected: "identifier or \"}\"")
    }
    let comparison: Matcher.Operator
    switch current.kind {
    case .assign: comparison = .equal
    case .binary(.notEqual): comparison = .notEqual
    case .regexMatch: comparison = .matches
    case .regexNoMatch: comparison = .matchesNot
    default: throw unexpected(in: context, expected: "label matching operator")
    }
    try advance()
    guard case .string(let value) = current.kind else {
      throw unexpected(in: context, expected: "string")
    }
    let place = current.range
    try advance()
    do {
      return try Matcher(label, comparison, value)
    } catch {
      throw PromQLError(.badRegularExpression(error.description), at: place)
    }
  }

  /// What follows an expression: ranges, subqueries, `offset` and `@`.
  mutating func parsePostfix(_ expression: Expr) throws(PromQLError) -> Expr {
    var expression = expression
    while true {
      if current.kind == .leftBracket {
        expression = try parseBrackets(behind: expression)
      } else if isKeyword("offset") {
        expression = try parseOffset(behind: expression)
      } else if current.kind == .at {
        expression = try parseAnchor(behind: expression)
      } else {
        return expression
      }
    }
  }

  private mutating func parseBrackets(behind expression: Expr) throws(PromQLError) -> Expr {
    let start = expression.range.lowerBound
    let bracket = current.range.lowerBound
    try advance()
    let window = try parseDuration(in: "subquery or range selector")
    if try take(.colon) {
      let step =
        current.kind == .rightBracket ? nil : try parseDuration(in: "subquery or range selector")
      try closeBracket()
      let range = start..<lastEnd
      guard expression.type == .instantVector else {
        throw PromQLError(.subqueryOnWrongType(expression.type), at: range)
      }
      return try make(
        .subquery(Subquery(expression: expression, window: window, step: step)),
        at: range
      )
    }
    try closeBracket()
    let place = bracket..<lastEnd
    guard case .vector(let selector) = expression.node else {
      throw PromQLError(.misplacedRange, at: place)
    }
    if selector.shift.offset != 0 {
      throw PromQLError(.modifierBeforeRange("offset"), at: place)
    }
    if selector.shift.anchor != nil { throw PromQLError(.modifierBeforeRange("@"), at: place) }
    return try make(
      .matrix(MatrixSelector(selector: selector, window: window)),
      at: start..<lastEnd
    )
  }

  private mutating func closeBracket() throws(PromQLError) {
    guard try take(.rightBracket) else {
      throw unexpected(in: "subquery or range selector", expected: "\":\" or \"]\"")
    }
  }

  /// A duration above zero in milliseconds; a bare number counts seconds.
  private mutating func parseDuration(in context: String) throws(PromQLError) -> Int64 {
    let place = current.range
    let milliseconds = try parseMilliseconds(in: context)
    guard milliseconds > 0 else { throw PromQLError(.durationNotPositive, at: place) }
    return milliseconds
  }

  private mutating func parseMilliseconds(in context: String) throws(PromQLError) -> Int64 {
    let milliseconds: Int64
    switch current.kind {
    case .duration(let length): milliseconds = length
    case .number(let seconds):
      guard seconds.magnitude < Self.longestSeconds else {
        throw PromQLError(.outOfRange("duration"), at: current.range)
      }
      milliseconds = Int64((seconds * 1000).rounded())
    default:
      throw unexpected(in: context, expected: "number or duration")
    }
    guard Double(milliseconds.magnitude) < Self.longestSeconds * 1000 else {
      throw PromQLError(.outOfRange("duration"), at: current.range)
    }
    try advance()
    return milliseconds
  }

  /// Prometheus counts nanoseconds in 64 bits, which bounds durations to 292 years.
  private static let longestSeconds = 9.2e9

  private mutating func parseOffset(behind expression: Expr) throws(PromQLError) -> Expr {
    try advance()
    let isNegative = current.kind == .binary(.subtract)
    if isNegative || current.kind == .binary(.add) { try advance() }
    let length = try parseMilliseconds(in: "offset")
    return try shifting(expression, by: "offset") { (shift) throws(PromQLError) in
      guard shift.offset == 0 else {
        throw PromQLError(.repeatedModifier("offset"), at: expression.range)
      }
      shift.offset = isNegative ? -length : length
    }
  }

  private mutating func parseAnchor(behind expression: Expr) throws(PromQLError) -> Expr {
    try advance()
    let anchor = try parseAnchorPoint(for: expression.range)
    return try shifting(expression, by: "@") { (shift) throws(PromQLError) in
      guard shift.anchor == nil else {
        throw PromQLError(.repeatedModifier("@ <timestamp>"), at: expression.range)
      }
      shift.anchor = anchor
    }
  }

  private mutating func parseAnchorPoint(
    for range: Range<Int>
  )
    throws(PromQLError) -> TimeShift.Anchor
  {
    for (word, anchor) in [("start", TimeShift.Anchor.start), ("end", .end)] where isKeyword(word) {
      try advance()
      guard try take(.leftParenthesis), try take(.rightParenthesis) else {
        throw unexpected(in: "@", expected: "\"()\"")
      }
      return anchor
    }
    let isNegative = current.kind == .binary(.subtract)
    if isNegative || current.kind == .binary(.add) { try advance() }
    let seconds: Double
    switch current.kind {
    case .number(let value): seconds = isNegative ? -value : value
    case .duration(let milliseconds):
      seconds = Double(isNegative ? -milliseconds : milliseconds) / 1000
    default: throw unexpected(in: "@", expected: "timestamp")
    }
    guard seconds.magnitude < 9.2e15 else {
      throw PromQLError(.outOfRange("timestamp for @ modifier"), at: range)
    }
    try advance()
    return .milliseconds(Int64((seconds * 1000).rounded()))
  }

  private func shifting(
    _ expression: Expr,
    by modifier: String,
    _ change: (inout TimeShift) throws(PromQLError) -> Void
  ) throws(PromQLError) -> Expr {
    let range = expression.range.lowerBound..<lastEnd
    switch expression.node {
    case .vector(var selector):
      try change(&selector.shift)
      return try make(.vector(selector), at: range)
    case .matrix(var matrix):
      try change(&matrix.selector.shift)
      return try make(.matrix(matrix), at: range)
    case .subquery(var subquery):
      try change(&subquery.shift)
      return try make(.subquery(subquery), at: range)
    default:
      throw PromQLError(.misplacedModifier(modifier), at: expression.range)
    }
  }
}
