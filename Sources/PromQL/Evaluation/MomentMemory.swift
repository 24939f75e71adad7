import MetricsModel
import Synchronization

/// What parts of expressions have given at one moment, over a source that does not change meanwhile.
///
/// Rules ask again and again for the same: the rate of all requests, that of those which failed.
/// Remarks are made when a part is computed first.
public final class MomentMemory: Sendable {
  private struct Entry {
    let expression: Expr
    let time: Int64
    let columns: [Column]
  }

  private let excluded: Set<String>
  private let entries = Mutex<[Entry]>([])

  /// A memory of nothing; what reads one of the metrics `excluded` is computed each time.
  public init(excluding excluded: Set<String> = []) { self.excluded = excluded }

  /// Whether what an expression gives may be asked for again: it reads series by their names, and none of
  /// those excluded.
  func isWorthwhile(_ expression: Expr) -> Bool {
    switch expression.node {
    case .aggregation, .call:
      guard let names = expression.metricNames, !names.isEmpty else { return false }
      return excluded.isDisjoint(with: names)
    default: return false
    }
  }

  /// The columns of an expression at a time; computed where they are not known.
  func columns(
    of expression: Expr,
    at time: Int64,
    _ compute: () throws(PromQLError) -> Evaluated
  ) throws(PromQLError) -> Evaluated {
    let known = entries.withLock { entries in
      entries.first { $0.time == time && $0.expression == expression }
    }
    if let known { return .vector(known.columns) }
    let value = try compute()
    if case .vector(let columns) = value {
      let entry = Entry(expression: expression, time: time, columns: columns)
      entries.withLock { $0.append(entry) }
    }
    return value
  }
}
