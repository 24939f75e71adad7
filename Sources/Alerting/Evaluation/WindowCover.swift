import MetricsModel
import PromQL

/// How far the windows of rules' expressions reach back over what is known at one moment.
///
/// Of a source that has been read for a minute a window of five is filled to a fifth: a rate over it is a
/// fifth of the truth. What such windows make too low, or cannot know yet, must raise no alarm.
struct WindowCover {
  /// How far back an expression reads.
  struct Reach {
    /// From when on all of its windows are filled, in milliseconds.
    var fullSince = Int64.min
    /// The milliseconds for which the source that fills them last has to be known.
    var span: Int64 = 0
    /// What a recording rule that reads so far back makes of windows that are not filled.
    var bias = Bias.none
  }

  /// Windows are not shortened below so many milliseconds: a rate over a few seconds is chance.
  private static let leastWindow: Int64 = 60_000

  /// The moment, in milliseconds.
  let time: Int64
  /// Since when the series that are read are known.
  let known: KnownTime
  /// How far back recording rules read, by the names under which they record.
  var made: [String: Reach] = [:]

  /// How far back an expression reads that is evaluated along the last `extra` milliseconds.
  func reach(of expression: Expr, along extra: Int64 = 0) -> Reach {
    switch expression.node {
    case .vector(let selector): return reach(of: selector, extra)
    case .matrix(let matrix): return reach(of: matrix.selector, Self.sum(extra, matrix.window))
    case .subquery(let subquery):
      guard subquery.shift.anchor == nil else { return Reach() }
      let before = Self.sum(extra, Self.sum(subquery.window, max(0, subquery.shift.offset)))
      return reach(of: subquery.expression, along: before)
    default:
      return expression.operands.map { reach(of: $0, along: extra) }
        .max { $0.fullSince < $1.fullSince } ?? Reach()
    }
  }

  /// How far back the expression of a recording rule reads, and what comes of that.
  func reach(ofRecord expression: Expr) -> Reach {
    var reach = reach(of: expression)
    reach.bias = bias(of: expression)
    return reach
  }

  /// For how many milliseconds the sources must be known before the rule may speak; nil where it may.
  func wait(for expression: Expr) -> Int64? {
    bias(of: expression) == .harmful ? reach(of: expression).span : nil
  }

  /// The expression with the windows of its selectors no longer than the time that is known.
  func fitted(_ expression: Expr) -> Expr {
    expression.replacingWindows { matrix in
      let selector = matrix.selector
      guard selector.shift.anchor == nil, let begin = begin(of: selector)?.fullSince else {
        return matrix.window
      }
      let known = time - begin - selector.shift.offset + 1
      return known > 0 ? min(matrix.window, max(known, Self.leastWindow)) : matrix.window
    }
  }

  private func reach(of selector: VectorSelector, _ extra: Int64) -> Reach {
    guard selector.shift.anchor == nil, let begin = begin(of: selector) else { return Reach() }
    let before = Self.sum(extra, max(0, selector.shift.offset))
    return Reach(
      fullSince: Self.sum(begin.fullSince, before),
      span: Self.sum(begin.span, before)
    )
  }

  /// Since when a selector's series are what they claim to be; nil for ever.
  func begin(of selector: VectorSelector) -> Reach? {
    let name = selector.matchers.first {
      $0.name == Labels.metricName && $0.comparison == .equal
    }?.value
    if let name, let reach = made[name] { return reach.fullSince == .min ? nil : reach }
    return known.since(name).map { Reach(fullSince: $0.milliseconds) }
  }

  /// Whether an expression reads a window that is not filled yet.
  func isOpen(_ expression: Expr) -> Bool { reach(of: expression).fullSince > time }

  private static func sum(_ first: Int64, _ second: Int64) -> Int64 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? (first < 0 ? .min : .max) : sum
  }
}
