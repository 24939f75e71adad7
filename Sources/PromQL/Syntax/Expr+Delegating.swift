/// Where the series of a selector are.
public enum SelectorPlace: Sendable {
  /// At hand.
  case here
  /// At another server, which computes what reads them.
  case elsewhere
  /// Some here, some there.
  case both
}

extension Expr {
  /// The expression with its largest parts that read nothing but what is elsewhere replaced by selectors of
  /// what these parts give.
  ///
  /// `standIn` gives the selector for a part, which is an instant vector; for a selector of which some series
  /// are here that one again, to which they belong. A window over what is in both places is an error: its
  /// samples cannot be brought together.
  public func delegating(
    where place: (VectorSelector) -> SelectorPlace,
    to standIn: (_ part: Expr, _ shared: VectorSelector?) -> VectorSelector
  ) throws(PromQLError) -> Expr {
    let places = Set(selectors.map(place))
    guard places.contains(.elsewhere) || places.contains(.both) else { return self }
    if type == .instantVector, places == [.elsewhere] {
      return Expr(.vector(standIn(self, nil)), at: range)
    }
    switch node {
    case .vector(let selector): return Expr(.vector(standIn(self, selector)), at: range)
    case .matrix, .subquery: throw PromQLError(.mixedWindow, at: range)
    default:
      let node = try node.mappingChildren { (child) throws(PromQLError) in
        try child.delegating(where: place, to: standIn)
      }
      return Expr(node, at: range)
    }
  }
}

extension PromQLError {
  /// The error that another server does not compute `expression`, and why.
  public init(refusing expression: Expr, _ reason: String) {
    self.init(.refusedElsewhere(reason), at: expression.range)
  }

  /// The error that another server has not yet said what `expression` gives.
  public init(awaiting expression: Expr) {
    self.init(.unanswered, at: expression.range)
  }
}
