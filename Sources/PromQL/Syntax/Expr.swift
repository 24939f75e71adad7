/// An expression of PromQL: a syntax tree whose nodes know where they stand in their source.
///
/// Two expressions are equal when they say the same, wherever they stand. `description` prints
/// source that parses back to an equal tree.
public struct Expr: Sendable {
  /// What an expression consists of.
  public indirect enum Node: Sendable, Equatable {
    /// A number; a duration outside of brackets is a number of seconds.
    case number(NumberLiteral)
    /// A string.
    case string(String)
    /// `name{label="value"} offset 5m`
    case vector(VectorSelector)
    /// `name{label="value"}[5m]`
    case matrix(MatrixSelector)
    /// `expression[1h:5m]`
    case subquery(Subquery)
    /// `-expression`
    case unary(UnaryOperator, Expr)
    /// `left * right`
    case binary(BinaryOperation)
    /// `sum by (label) (expression)`
    case aggregation(Aggregation)
    /// `rate(expression)`
    case call(FunctionCall)
    /// `(expression)`
    case parentheses(Expr)
  }

  /// The operator of a unary expression.
  public enum UnaryOperator: String, Sendable {
    /// Changes nothing.
    case plus = "+"
    /// Negates every value.
    case minus = "-"
  }

  /// What stands here.
  public let node: Node
  /// Where it stands in the source, in UTF-8 bytes.
  public let range: Range<Int>
  /// How many nodes deep the tree is; bounded, since trees are walked recursively.
  let depth: Int
  /// How many nodes the tree has; bounded, since definitions multiply.
  let nodeCount: Int

  /// The expression of `node` at `range` of its source.
  init(_ node: Node, at range: Range<Int>) {
    self.node = node
    self.range = range
    let children = node.children
    self.depth = 1 + (children.map(\.depth).max() ?? 0)
    self.nodeCount = children.reduce(1) { $0 + $1.nodeCount }
  }

  /// What kind of value the expression gives.
  public var type: ValueType {
    switch node {
    case .number: .scalar
    case .string: .string
    case .vector, .aggregation: .instantVector
    case .matrix, .subquery: .rangeVector
    case .unary(_, let operand): operand.type
    case .parentheses(let inner): inner.type
    case .binary(let binary):
      binary.left.type == .scalar && binary.right.type == .scalar ? .scalar : .instantVector
    case .call(let call): call.function.result
    }
  }

  /// The expressions directly below, in the order of the source.
  public var operands: [Expr] { node.children }

  /// The expression without parentheses around it.
  public var unwrapped: Expr {
    var inner = self
    while case .parentheses(let next) = inner.node { inner = next }
    return inner
  }
}

extension Expr: Equatable {
  /// Whether both say the same, wherever they stand.
  public static func == (left: Expr, right: Expr) -> Bool { left.node == right.node }
}

extension Expr.Node {
  /// The expressions directly below, in the order of the source.
  var children: [Expr] {
    switch self {
    case .number, .string, .vector, .matrix: []
    case .subquery(let subquery): [subquery.expression]
    case .unary(_, let operand): [operand]
    case .parentheses(let inner): [inner]
    case .binary(let binary): [binary.left, binary.right]
    case .aggregation(let aggregation):
      (aggregation.parameter.map { [$0] } ?? []) + [aggregation.expression]
    case .call(let call): call.arguments
    }
  }
}
