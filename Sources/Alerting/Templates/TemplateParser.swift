/// Reads the tokens of a template into nodes, as Go's `text/template/parse` does.
struct TemplateParser {
  /// How many blocks or parentheses may stand in each other: nodes are walked recursively.
  static let maximumDepth = 100

  private let tokens: [TemplateToken]
  private let source: [UnicodeScalar]
  private var index = 0
  private var variables: [String]
  private var depth = 0
  private var loops = 0
  /// The named templates that were defined.
  private(set) var definitions: [String: [TemplateNode]] = [:]

  /// What ended a list of nodes.
  private enum Terminator {
    case end
    case otherwise
    case endOfTemplate
  }

  /// A parser of `text`, in which `variables` are known.
  init(_ text: String, variables: [String]) throws(TemplateError) {
    tokens = try TemplateLexer.tokens(of: text)
    source = Array(text.unicodeScalars)
    self.variables = variables
  }

  /// The nodes of the whole template.
  mutating func parse() throws(TemplateError) -> [TemplateNode] {
    let (nodes, terminator) = try parseNodes(of: nil)
    guard terminator == .endOfTemplate else {
      throw error(.unexpected("end"), at: tokens[index - 1])
    }
    return nodes
  }

  // MARK: Tokens

  private var current: TemplateToken { tokens[index] }

  private mutating func advance() { if index < tokens.count - 1 { index += 1 } }

  private mutating func take(_ kind: TemplateToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  private func error(_ kind: TemplateError.Kind, at token: TemplateToken) -> TemplateError {
    let place = TemplatePlace(token.position, in: source)
    return TemplateError(kind: kind, line: place.line, column: place.column)
  }

  private func unexpected() -> TemplateError {
    error(.unexpected(current.description), at: current)
  }

  private mutating func close() throws(TemplateError) {
    guard take(.close) else { throw unexpected() }
  }

  /// Runs `body` one level deeper.
  private mutating func nested<Value>(
    _ body: (inout Self) throws(TemplateError) -> Value
  ) throws(TemplateError) -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw error(.nestingTooDeep(limit: Self.maximumDepth), at: current)
    }
    return try body(&self)
  }

  // MARK: Nodes

  /// The nodes up to the `end` or `else` of the block that `keyword` opened, or up to the end.
  ///
  /// An `else` is left with its word taken, an `end` with its braces closed.
  private mutating func parseNodes(
    of opening: TemplateToken?
  ) throws(TemplateError) -> ([TemplateNode], Terminator) {
    var nodes: [TemplateNode] = []
    while true {
      switch current.kind {
      case .end:
        guard let opening else { return (nodes, .endOfTemplate) }
        throw error(.unclosedBlock(opening.description), at: opening)
      case .text(let text):
        nodes.append(.text(text))
        advance()
      default:
        guard take(.open) else { throw unexpected() }
        if take(.word("end")) {
          try close()
          return (nodes, .end)
        }
        if opening != nil, take(.word("else")) { return (nodes, .otherwise) }
        if let node = try parseAction() { nodes.append(node) }
      }
    }
  }

  /// The action behind an opening; nil for a definition.
  private mutating func parseAction() throws(TemplateError) -> TemplateNode? {
    let token = current
    guard case .word(let word) = token.kind else { return try parseValue() }
    switch word {
    case "if", "with", "range":
      advance()
      return try nested { (parser) throws(TemplateError) in try parser.parseBlock(token, word) }
    case "define":
      advance()
      let name = try parseName()
      try close()
      try parseDefinition(name, opening: token)
      return nil
    case "template":
      advance()
      let name = try parseName()
      let argument = current.kind == .close ? nil : try parsePipeline(until: .close)
      try close()
      return .call(name: name, argument, position: token.position)
    case "block":
      advance()
      let name = try parseName()
      let argument = try parsePipeline(until: .close)
      try close()
      try parseDefinition(name, opening: token)
      return .call(name: name, argument, position: token.position)
    case "break" where loops > 0, "continue" where loops > 0:
      advance()
      try close()
      return word == "break" ? .leave : .next
    case "break", "continue", "else": throw unexpected()
    default: return try parseValue()
    }
  }

  private mutating func parseValue() throws(TemplateError) -> TemplateNode {
    let pipeline = try parsePipeline(until: .close)
    try close()
    guard pipeline.variables.count < 2 else { throw unexpected() }
    return .action(pipeline)
  }

  private mutating func parseName() throws(TemplateError) -> String {
    guard case .constant(.text(let name)) = current.kind else { throw unexpected() }
    advance()
    return name
  }

  private mutating func parseDefinition(
    _ name: String,
    opening: TemplateToken
  ) throws(TemplateError) {
    let (known, knownLoops) = (variables, loops)
    (variables, loops) = ([""], 0)
    defer { (variables, loops) = (known, knownLoops) }
    let (nodes, terminator) = try nested { (parser) throws(TemplateError) in
      try parser.parseNodes(of: opening)
    }
    guard terminator == .end else { throw unexpected() }
    guard definitions.updateValue(nodes, forKey: name) == nil else {
      throw error(.definedTwice(name), at: opening)
    }
  }

  private mutating func parseBlock(
    _ opening: TemplateToken,
    _ word: String
  ) throws(TemplateError) -> TemplateNode {
    let known = variables.count
    defer { variables.removeSubrange(known...) }
    let pipeline = try parsePipeline(until: .close, mayDeclareTwo: word == "range")
    try close()
    if word == "range" { loops += 1 }
    let (body, terminator) = try parseNodes(of: opening)
    if word == "range" { loops -= 1 }
    var otherwise: [TemplateNode] = []
    if terminator == .otherwise {
      let token = current
      if word != "range", take(.word(word)) {
        // `else if` and `else with` share the `end` of the block that they continue.
        otherwise = [
          try nested { (parser) throws(TemplateError) in try parser.parseBlock(token, word) }
        ]
      } else {
        try close()
        let (nodes, terminator) = try parseNodes(of: opening)
        guard terminator == .end else { throw unexpected() }
        otherwise = nodes
      }
    }
    return switch word {
    case "if": .choice(pipeline, then: body, otherwise: otherwise)
    case "with": .with(pipeline, then: body, otherwise: otherwise)
    default: .loop(pipeline, body: body, otherwise: otherwise)
    }
  }

  // MARK: Pipelines

  private mutating func parsePipeline(
    until end: TemplateToken.Kind,
    mayDeclareTwo: Bool = false
  ) throws(TemplateError) -> TemplatePipeline {
    let opening = tokens[max(0, index - 1)]
    var pipeline = try parseDeclaration(mayDeclareTwo: mayDeclareTwo)
    while true {
      let start = current
      var operands: [TemplateOperand] = []
      while current.kind != end, current.kind != .pipe {
        if current.kind == .close { throw error(.unclosedParenthesis, at: opening) }
        operands.append(try parseOperand())
      }
      guard let first = operands.first else { throw error(.missingValue, at: current) }
      if !pipeline.commands.isEmpty, case .constant = first.kind, first.path.isEmpty {
        throw error(.unexpected(start.description), at: start)
      }
      if case .constant = first.kind, operands.count > 1 {
        throw error(.notAFunction(start.description), at: start)
      }
      pipeline.commands.append(operands)
      if current.kind == end { break }
      advance()
    }
    if pipeline.declares { variables += pipeline.variables }
    return pipeline
  }

  /// `$x :=`, `$x =` or `$i, $x :=` at the beginning of a pipeline; nothing where there is none.
  private mutating func parseDeclaration(
    mayDeclareTwo: Bool
  ) throws(TemplateError) -> TemplatePipeline {
    var pipeline = TemplatePipeline()
    guard case .variable(let first) = current.kind else { return pipeline }
    var names = [first]
    var offset = 1
    if mayDeclareTwo, tokens[index + 1].kind == .comma,
      case .variable(let second) = tokens[index + 2].kind
    {
      names.append(second)
      offset = 3
    }
    let sign = tokens[min(index + offset, tokens.count - 1)].kind
    guard sign == .declare || sign == .assign else { return pipeline }
    pipeline.declares = sign == .declare
    for name in names where !pipeline.declares && !variables.contains(name) {
      throw error(.unknownVariable(name), at: current)
    }
    pipeline.variables = names
    index += offset + 1
    return pipeline
  }

  private mutating func parseOperand() throws(TemplateError) -> TemplateOperand {
    let token = current
    var operand: TemplateOperand
    advance()
    switch token.kind {
    case .dot: operand = TemplateOperand(kind: .dot, position: token.position)
    case .field(let name):
      operand = TemplateOperand(kind: .dot, path: [name], position: token.position)
    case .variable(let name):
      guard variables.contains(name) else { throw error(.unknownVariable(name), at: token) }
      operand = TemplateOperand(kind: .variable(name), position: token.position)
    case .constant(let value):
      operand = TemplateOperand(kind: .constant(value), position: token.position)
    case .word(let name):
      guard TemplateFunction.named(name) != nil else {
        throw error(.unknownFunction(name), at: token)
      }
      operand = TemplateOperand(kind: .function(name), position: token.position)
    case .leftParenthesis:
      let inner = try nested { (parser) throws(TemplateError) in
        try parser.parsePipeline(until: .rightParenthesis)
      }
      advance()
      operand = TemplateOperand(kind: .pipeline(inner), position: token.position)
    default: throw error(.unexpected(token.description), at: token)
    }
    while case .field(let name) = current.kind, current.isAdjacent {
      operand.path.append(name)
      advance()
    }
    return operand
  }
}
