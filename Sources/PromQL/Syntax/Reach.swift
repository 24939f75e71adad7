/// How far back one selector of an expression looks, or the outermost subquery around it.
public struct Reach: Sendable, Equatable {
  /// The selector.
  public var selector: VectorSelector
  /// The selector, or the outermost subquery around it, as source: `x[1m] offset 5m`.
  public var source: String
  /// The earliest moment that is looked at, in milliseconds.
  public var begin: Int64
  /// Whether it is a window of its own that begins there, no subquery and no `offset` alone.
  public var isWindow: Bool
  /// The last moment of the window, in milliseconds; where it is none, that of `begin`.
  public var end: Int64
}

extension Expr {
  /// How far back each selector looks where the expression is evaluated along a closed range of times in
  /// milliseconds, in source order.
  public func reaches(from: Int64, through: Int64) -> [Reach] {
    reaches(at: from, of: from...max(from, through), within: nil)
  }

  private func reaches(
    at time: Int64,
    of query: ClosedRange<Int64>,
    within source: String?
  ) -> [Reach] {
    switch node {
    case .vector(let selector):
      let begin = selector.shift.moment(of: time, in: query)
      return [
        Reach(
          selector: selector,
          source: source ?? description,
          begin: begin,
          isWindow: false,
          end: begin
        )
      ]
    case .matrix(let matrix):
      let end = matrix.selector.shift.moment(of: time, in: query)
      let begin = end &- matrix.window
      return [
        Reach(
          selector: matrix.selector,
          source: source ?? description,
          begin: begin,
          isWindow: source == nil,
          end: end
        )
      ]
    case .subquery(let subquery):
      let begin = subquery.shift.moment(of: time, in: query) &- subquery.window
      return subquery.expression.reaches(at: begin, of: query, within: source ?? description)
    default: return node.children.flatMap { $0.reaches(at: time, of: query, within: source) }
    }
  }

  /// The expression with every window outside of subqueries that begins before there is anything to read
  /// made so short that it begins there.
  ///
  /// A rate over a minute of a target that is watched for ten seconds would be a sixth of the truth; over
  /// the ten seconds it is the truth. The expression is evaluated at `time`; `begin` says when what a
  /// selector reads begins, nil where that is not known; both are in milliseconds.
  public func cuttingWindows(
    at time: Int64,
    to begin: (VectorSelector) -> Int64?
  ) throws(PromQLError) -> Expr {
    switch node {
    case .subquery: return self
    case .matrix(let matrix):
      let end = matrix.selector.shift.moment(of: time, in: time...time)
      guard let begin = begin(matrix.selector), end > begin, end &- matrix.window < begin else {
        return self
      }
      let window = end &- begin &+ 1
      return Expr(.matrix(MatrixSelector(selector: matrix.selector, window: window)), at: range)
    default:
      let node = try node.mappingChildren { (child) throws(PromQLError) in
        try child.cuttingWindows(at: time, to: begin)
      }
      return Expr(node, at: range)
    }
  }
}

extension TimeShift {
  /// The moment that is looked at from a time of a query along a range.
  fileprivate func moment(of time: Int64, in query: ClosedRange<Int64>) -> Int64 {
    let origin =
      switch anchor {
      case .milliseconds(let fixed): fixed
      case .start: query.lowerBound
      case .end: query.upperBound
      case nil: time
      }
    return origin.subtractingReportingOverflow(offset).partialValue
  }
}
