extension Expr {
  /// Whether the expression looks back: on windows, such as `x[1m]`, or by `offset`.
  public var readsWindows: Bool {
    switch node {
    case .matrix, .subquery: true
    case .vector(let selector): selector.shift.offset > 0
    default: node.children.contains(where: \.readsWindows)
    }
  }
}
