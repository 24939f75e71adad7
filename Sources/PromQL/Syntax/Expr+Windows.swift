extension Expr {
  /// Whether the expression looks back on windows, such as `x[1m]`.
  public var readsWindows: Bool {
    switch node {
    case .matrix, .subquery: true
    default: node.children.contains(where: \.readsWindows)
    }
  }
}
