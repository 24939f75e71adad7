import MetricsModel

extension Expr {
  /// The expression with every selector whose metric's name is a key of `definitions` replaced.
  ///
  /// The definition stands in parentheses; the selector's `offset` and `@` move into every selector
  /// and subquery of it, its matchers are added to every selector. A window `name[5m]` becomes a
  /// subquery, of sixty steps where the default step would give fewer. Definitions may use others; one that uses itself is an error at the selector.
  public func expanding(_ definitions: [String: Expr]) throws(PromQLError) -> Expr {
    try DefinitionExpansion(definitions: definitions).expand(self, within: [])
  }
}

/// The replacement of named definitions in a tree.
private struct DefinitionExpansion {
  let definitions: [String: Expr]

  func expand(_ expression: Expr, within path: [String]) throws(PromQLError) -> Expr {
    switch expression.node {
    case .vector(let selector):
      return try body(of: selector, at: expression.range, within: path) ?? expression
    case .matrix(let matrix):
      var plain = matrix.selector
      plain.shift = .none
      guard let body = try body(of: plain, at: expression.range, within: path) else {
        return expression
      }
      guard body.type == .instantVector else {
        throw PromQLError(
          .badDefinition("a definition used with a window must be an instant vector"),
          at: expression.range
        )
      }
      let subquery = Subquery(
        expression: body,
        window: matrix.window,
        step: Self.step(of: matrix.window),
        shift: matrix.selector.shift
      )
      return try checked(.subquery(subquery), at: expression.range)
    default:
      let node = try expression.node.mappingChildren { (child) throws(PromQLError) in
        try expand(child, within: path)
      }
      return try checked(node, at: expression.range)
    }
  }

  /// The step of a subquery in the place of a window in milliseconds: a second at least; nil for the default.
  private static func step(of window: Int64) -> Int64? {
    window < 3_600_000 ? max(1000, window / 60_000 * 1000) : nil
  }

  private func body(
    of selector: VectorSelector,
    at range: Range<Int>,
    within path: [String]
  )
    throws(PromQLError) -> Expr?
  {
    guard let name = selector.metricName, let definition = definitions[name] else { return nil }
    guard !path.contains(name) else {
      throw PromQLError(.cyclicDefinition(path + [name]), at: range)
    }
    guard definition.type == .instantVector || definition.type == .scalar else {
      throw PromQLError(.badDefinition("\(name) is a \(definition.type.rawValue)"), at: range)
    }
    let expanded = try expand(definition, within: path + [name])
    let narrowed = try narrow(expanded, by: selector, at: range)
    return try checked(.parentheses(narrowed), at: range)
  }

  /// `expression` with the selector's matchers and shift pushed into every selector.
  private func narrow(
    _ expression: Expr,
    by outer: VectorSelector,
    at range: Range<Int>
  )
    throws(PromQLError) -> Expr
  {
    let conditions = Array(outer.writtenMatchers)
    let node: Node
    switch expression.node {
    case .vector(let selector):
      var selector = selector.adding(conditions)
      selector.shift = selector.shift.moved(by: outer.shift)
      node = .vector(selector)
    case .matrix(var matrix):
      matrix.selector = matrix.selector.adding(conditions)
      matrix.selector.shift = matrix.selector.shift.moved(by: outer.shift)
      node = .matrix(matrix)
    case .subquery(var subquery):
      subquery = Subquery(
        expression: try narrow(
          subquery.expression,
          by: outer.unshifted,
          at: range
        ),
        window: subquery.window,
        step: subquery.step,
        shift: subquery.shift.moved(by: outer.shift)
      )
      node = .subquery(subquery)
    default:
      node = try expression.node.mappingChildren { (child) throws(PromQLError) in
        try narrow(child, by: outer, at: range)
      }
    }
    return try checked(node, at: range)
  }

  typealias Node = Expr.Node

  private func checked(_ node: Node, at range: Range<Int>) throws(PromQLError) -> Expr {
    let expression = Expr(node, at: range)
    guard expression.depth <= Parser.maximumDepth else {
      throw PromQLError(.nestingTooDeep(limit: Parser.maximumDepth), at: range)
    }
    guard expression.nodeCount <= Self.maximumNodes else {
      throw PromQLError(
        .badDefinition("the definitions make more than \(Self.maximumNodes) nodes"),
        at: range
      )
    }
    return expression
  }

  private static let maximumNodes = 10_000
}

extension TimeShift {
  /// This shift as seen from a point that is itself shifted by `outer`.
  ///
  /// An anchor of its own stays: nothing around it can move a fixed point.
  fileprivate func moved(by outer: TimeShift) -> TimeShift {
    guard anchor == nil else { return self }
    let (sum, overflow) = offset.addingReportingOverflow(outer.offset)
    return TimeShift(offset: overflow ? outer.offset : sum, anchor: outer.anchor)
  }
}

extension VectorSelector {
  fileprivate var unshifted: VectorSelector {
    var selector = self
    selector.shift = .none
    return selector
  }
}

extension Expr.Node {
  /// This node with each child replaced by what `change` makes of it.
  func mappingChildren<Failure>(
    _ change: (Expr) throws(Failure) -> Expr
  ) throws(Failure)
    -> Expr.Node
  {
    switch self {
    case .number, .string, .vector, .matrix: return self
    case .subquery(let subquery):
      return .subquery(
        Subquery(
          expression: try change(subquery.expression),
          window: subquery.window,
          step: subquery.step,
          shift: subquery.shift
        )
      )
    case .unary(let sign, let operand): return .unary(sign, try change(operand))
    case .parentheses(let inner): return .parentheses(try change(inner))
    case .binary(let binary):
      return .binary(
        BinaryOperation(
          binary.operation,
          left: try change(binary.left),
          right: try change(binary.right),
          returnsBool: binary.returnsBool,
          matching: binary.matching
        )
      )
    case .aggregation(let aggregation):
      var parameter = aggregation.parameter
      if let old = parameter { parameter = try change(old) }
      return .aggregation(
        Aggregation(
          aggregation.operation,
          parameter: parameter,
          expression: try change(aggregation.expression),
          grouping: aggregation.grouping
        )
      )
    case .call(let call):
      var arguments: [Expr] = []
      for argument in call.arguments { arguments.append(try change(argument)) }
      return .call(FunctionCall(call.function, arguments))
    }
  }
}
