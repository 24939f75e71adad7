extension Parser {
  /// The operation whose operator was just read at `place`.
  mutating func parseRightSide(
    of operation: BinaryOperator,
    at place: Range<Int>,
    left: Expr
  )
    throws(PromQLError) -> Expr
  {
    let returnsBool = try takeKeyword("bool")
    let boolEnd = lastEnd
    let matching = try parseMatching()
    let minimum = operation == .power ? operation.precedence : operation.precedence + 1
    let right = try parseExpression(minimum: minimum)
    let range = left.range.lowerBound..<right.range.upperBound
    if returnsBool, !operation.isComparison {
      throw PromQLError(.boolWithoutComparison, at: place.lowerBound..<boolEnd)
    }
    let isScalar = [left, right].map { $0.type == .scalar }
    for side in [left, right] where side.type != .scalar && side.type != .instantVector {
      throw PromQLError(.binaryOnWrongType, at: side.range)
    }
    if isScalar == [true, true], operation.isComparison, !returnsBool {
      throw PromQLError(.scalarComparison, at: place)
    }
    if operation.isSetOperator, let matching, matching.grouping != .oneToOne {
      throw PromQLError(.groupingOnSetOperator(operation.rawValue), at: range)
    }
    if isScalar.contains(true) {
      if let matching, matching != VectorMatching() {
        throw PromQLError(.matchingOnScalar, at: range)
      }
      if operation.isSetOperator {
        throw PromQLError(.setOperatorOnScalar(operation.rawValue), at: range)
      }
    }
    return try make(
      .binary(
        BinaryOperation(
          operation,
          left: left,
          right: right,
          returnsBool: returnsBool,
          matching: matching ?? VectorMatching()
        )
      ),
      at: range
    )
  }

  /// `on (a) group_left (b)`; nil when there is none.
  private mutating func parseMatching() throws(PromQLError) -> VectorMatching? {
    let start = current.range.lowerBound
    let labels: VectorMatching.Labels
    if try takeKeyword("on") {
      labels = .on(try parseLabelList())
    } else if try takeKeyword("ignoring") {
      labels = .ignoring(try parseLabelList())
    } else {
      return nil
    }
    var grouping = VectorMatching.Grouping.oneToOne
    if try takeKeyword("group_left") {
      grouping = .left(current.kind == .leftParenthesis ? try parseLabelList() : [])
    } else if try takeKeyword("group_right") {
      grouping = .right(current.kind == .leftParenthesis ? try parseLabelList() : [])
    }
    if case .on(let names) = labels {
      let included: [String] =
        switch grouping {
        case .left(let names), .right(let names): names
        case .oneToOne: []
        }
      if let both = included.first(where: names.contains) {
        throw PromQLError(.labelInOnAndGroup(both), at: start..<lastEnd)
      }
    }
    return VectorMatching(labels: labels, grouping: grouping)
  }

  /// `(a, "b c")`: the names of labels.
  mutating func parseLabelList() throws(PromQLError) -> [String] {
    let context = "grouping opts"
    guard try take(.leftParenthesis) else { throw unexpected(in: context, expected: "\"(\"") }
    var names: [String] = []
    while try !take(.rightParenthesis) {
      switch current.kind {
      case .identifier(let name) where PromQL.isLabelName(name), .string(let name):
        guard !name.isEmpty else { throw PromQLError(.badLabelName(name), at: current.range) }
        names.append(name)
        try advance()
      default:
        throw unexpected(in: context, expected: "label")
      }
      if try take(.comma) { continue }
      guard current.kind == .rightParenthesis else {
        throw unexpected(in: context, expected: "\",\" or \")\"")
      }
    }
    return names
  }

  /// `(a, b)`: the arguments of a function or an aggregation.
  mutating func parseArguments() throws(PromQLError) -> [Expr] {
    guard try take(.leftParenthesis) else { throw unexpected() }
    var arguments: [Expr] = []
    while try !take(.rightParenthesis) {
      if current.kind == .end { throw PromQLError(.unclosedParenthesis, at: current.range) }
      arguments.append(try parseExpression(minimum: 1))
      guard try take(.comma) else {
        try close()
        break
      }
      if current.kind == .rightParenthesis { throw unexpected(in: "function call args") }
    }
    return arguments
  }

  /// The aggregation whose operator was just read.
  mutating func parseAggregation(
    _ operation: Aggregation.Operator,
    start: Int
  )
    throws(PromQLError) -> Expr
  {
    var grouping = try parseGrouping()
    let arguments = try parseArguments()
    if grouping == nil { grouping = try parseGrouping() }
    let range = start..<lastEnd
    let expected = operation.parameterType == nil ? 1 : 2
    guard arguments.count == expected, let expression = arguments.last else {
      throw PromQLError(
        .aggregationArguments(expected: expected, found: arguments.count),
        at: range
      )
    }
    try check(expression, is: .instantVector, in: "aggregation expression")
    let parameter = operation.parameterType == nil ? nil : arguments.first
    if let parameter, let type = operation.parameterType {
      try check(parameter, is: type, in: "aggregation parameter")
    }
    return try make(
      .aggregation(
        Aggregation(
          operation,
          parameter: parameter,
          expression: expression,
          grouping: grouping ?? .by([])
        )
      ),
      at: range
    )
  }

  private mutating func parseGrouping() throws(PromQLError) -> Aggregation.Grouping? {
    if try takeKeyword("by") { return .by(try parseLabelList()) }
    if try takeKeyword("without") { return .without(try parseLabelList()) }
    return nil
  }

  /// The call of the function whose name was just read at `place`.
  mutating func parseCall(_ name: String, at place: Range<Int>) throws(PromQLError) -> Expr {
    guard let function = Function.named(name) else {
      throw PromQLError(.unknownFunction(name), at: place)
    }
    let arguments = try parseArguments()
    let range = place.lowerBound..<lastEnd
    if let expected = function.complaint(aboutArgumentCount: arguments.count) {
      throw PromQLError(
        .argumentCount(function: name, expected: expected, found: arguments.count),
        at: range
      )
    }
    for (index, argument) in arguments.enumerated() {
      try check(argument, is: function.parameterType(at: index), in: "call to function \"\(name)\"")
    }
    return try make(.call(FunctionCall(function, arguments)), at: range)
  }

  private func check(
    _ expression: Expr,
    is type: ValueType,
    in place: String
  )
    throws(PromQLError)
  {
    guard expression.type == type else {
      throw PromQLError(
        .wrongType(expected: type, found: expression.type, place: place),
        at: expression.range
      )
    }
  }
}
