import MetricsModel

/// Reads tokens into a tree by precedence climbing, one token ahead.
struct Parser {
  /// How many levels an expression may have: trees are walked recursively, and the stack ends.
  static let maximumDepth = 200

  private var lexer: Lexer
  /// The token that is looked at.
  private(set) var current: Token
  /// Where the token before ended.
  private(set) var lastEnd = 0
  private var depth = 0

  init(_ text: String) throws(PromQLError) {
    lexer = Lexer(text)
    current = try lexer.next()
  }

  /// The one expression that the whole source must be.
  mutating func parseWhole() throws(PromQLError) -> Expr {
    if current.kind == .end { throw PromQLError(.empty, at: 0..<0) }
    let expression = try parseExpression(minimum: 1)
    guard current.kind == .end else { throw unexpected() }
    return expression
  }

  /// An expression of operators that bind at least as tightly as `minimum`.
  mutating func parseExpression(minimum: Int) throws(PromQLError) -> Expr {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw PromQLError(.nestingTooDeep(limit: Self.maximumDepth), at: current.range)
    }
    var left = try parseUnary()
    while let operation = binaryOperator(), operation.precedence >= minimum {
      let place = current.range
      try advance()
      left = try parseRightSide(of: operation, at: place, left: left)
    }
    return left
  }

  /// A node, refused where the tree became too deep.
  func make(_ node: Expr.Node, at range: Range<Int>) throws(PromQLError) -> Expr {
    let expression = Expr(node, at: range)
    guard expression.depth <= Self.maximumDepth else {
      throw PromQLError(.nestingTooDeep(limit: Self.maximumDepth), at: range)
    }
    return expression
  }

  // MARK: Tokens

  /// Moves to the next token.
  mutating func advance() throws(PromQLError) {
    lastEnd = current.range.upperBound
    current = try lexer.next()
  }

  /// Takes the token when it is `kind`.
  mutating func take(_ kind: Token.Kind) throws(PromQLError) -> Bool {
    guard current.kind == kind else { return false }
    try advance()
    return true
  }

  /// Takes the token when it is the keyword, in any case.
  mutating func takeKeyword(_ keyword: String) throws(PromQLError) -> Bool {
    guard isKeyword(keyword) else { return false }
    try advance()
    return true
  }

  func isKeyword(_ keyword: String) -> Bool {
    guard case .identifier(let name) = current.kind else { return false }
    return name.lowercased() == keyword
  }

  /// The error that the current token does not fit.
  func unexpected(in context: String = "", expected: String = "") -> PromQLError {
    PromQLError(
      .unexpected(current.kind.description, context: context, expected: expected),
      at: current.range
    )
  }

  private func binaryOperator() -> BinaryOperator? {
    switch current.kind {
    case .binary(let operation): operation
    case .identifier(let name): Self.wordOperators[name.lowercased()]
    default: nil
    }
  }

  private static let wordOperators: [String: BinaryOperator] = [
    "and": .and, "or": .or, "unless": .unless, "atan2": .atan2,
  ]

  // MARK: Expressions

  private mutating func parseUnary() throws(PromQLError) -> Expr {
    let start = current.range.lowerBound
    let sign: Expr.UnaryOperator
    switch current.kind {
    case .binary(.add): sign = .plus
    case .binary(.subtract): sign = .minus
    default: return try parsePostfix(try parsePrimary())
    }
    try advance()
    let operand = try parseExpression(minimum: BinaryOperator.power.precedence)
    let range = start..<lastEnd
    if case .number(let literal) = operand.node {
      return try make(
        .number(NumberLiteral(sign == .minus ? -literal.value : literal.value)),
        at: range
      )
    }
    guard operand.type == .scalar || operand.type == .instantVector else {
      throw PromQLError(.unaryOnWrongType(operand.type), at: range)
    }
    return try make(.unary(sign, operand), at: range)
  }

  private mutating func parsePrimary() throws(PromQLError) -> Expr {
    let token = current
    switch token.kind {
    case .number(let value):
      try advance()
      return try make(.number(NumberLiteral(value)), at: token.range)
    case .duration(let milliseconds):
      try advance()
      return try make(.number(NumberLiteral(Double(milliseconds) / 1000)), at: token.range)
    case .string(let text):
      try advance()
      return try make(.string(text), at: token.range)
    case .leftParenthesis:
      try advance()
      if current.kind == .end { throw PromQLError(.unclosedParenthesis, at: current.range) }
      let inner = try parseExpression(minimum: 1)
      try close()
      return try make(.parentheses(inner), at: token.range.lowerBound..<lastEnd)
    case .leftBrace:
      return try parseSelector(name: nil, start: token.range.lowerBound)
    case .identifier(let name):
      return try parseWord(name, at: token.range)
    default:
      throw unexpected()
    }
  }

  /// Takes the closing parenthesis.
  mutating func close() throws(PromQLError) {
    if current.kind == .end { throw PromQLError(.unclosedParenthesis, at: current.range) }
    guard try take(.rightParenthesis) else { throw unexpected() }
  }

  private mutating func parseWord(_ name: String, at range: Range<Int>) throws(PromQLError) -> Expr
  {
    let keyword = name.lowercased()
    guard !Self.neverNames.contains(keyword) else { throw unexpected() }
    try advance()
    if let operation = Aggregation.Operator(rawValue: keyword) {
      if current.kind == .leftParenthesis || isKeyword("by") || isKeyword("without") {
        return try parseAggregation(operation, start: range.lowerBound)
      }
    } else if current.kind == .leftParenthesis {
      return try parseCall(name, at: range)
    }
    return try parseSelector(name: name, start: range.lowerBound)
  }

  private static let neverNames: Set<String> = [
    "bool", "on", "ignoring", "group_left", "group_right", "atan2",
  ]
}
