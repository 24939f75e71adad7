import MetricsModel
import Synchronization

/// What the subqueries of expressions that are evaluated again and again have given so far.
///
/// Steps of a subquery are multiples of their length, so that an evaluation a second later wants
/// nearly the same ones: only new ones are computed, and those that were young when they were. Whoever
/// knows that the past of the source has changed begins with a new memory; what is not told is seen
/// within a minute.
public final class SubqueryMemory: Sendable {
  /// How old a step must be, in milliseconds, when it is computed so that it is not computed again.
  static let settledAge: Int64 = 60_000
  /// For how many milliseconds steps are kept without being computed again.
  static let reliance: Int64 = 60_000
  /// How many subqueries are remembered; beyond it the one that was asked for longest ago is forgotten.
  private static let limit = 64

  fileprivate struct Entry {
    let subquery: Subquery
    let grid: StepGrid
    let columns: [Column]
    /// The steps up to this time do not change any more.
    let settled: Int64
    /// When all steps were computed.
    let begun: Int64
  }

  private let entries = Mutex<[Entry]>([])

  /// A memory of nothing.
  public init() {}

  /// The columns of a subquery at the steps of `grid`, asked for at `now`; `compute` gives those of the
  /// steps that are not known.
  func columns(
    of subquery: Subquery,
    over grid: StepGrid,
    at now: Int64,
    _ compute: (StepGrid) throws(PromQLError) -> [Column]
  ) throws(PromQLError) -> [Column] {
    let known = entries.withLock { entries in
      entries.firstIndex { $0.subquery == subquery }.map { entries.remove(at: $0) }
    }
    var (columns, begun) = ([Column](), now)
    if let known, let kept = known.steps(of: grid, at: now) {
      let first = grid.start &+ grid.step &* Int64(kept.count)
      let missing = StepGrid(start: first, step: grid.step, count: grid.count - kept.count)
      let fresh = missing.count > 0 ? try compute(missing) : []
      columns = known.columns(kept, followedBy: fresh, steps: missing.count)
      begun = known.begun
    } else {
      columns = try compute(grid)
    }
    let entry = Entry(
      subquery: subquery,
      grid: grid,
      columns: columns,
      settled: now.clampedMinus(Self.settledAge),
      begun: begun
    )
    entries.withLock { entries in
      entries.append(entry)
      if entries.count > Self.limit { entries.removeFirst() }
    }
    return columns
  }
}

extension SubqueryMemory.Entry {
  /// Which of the known steps are the first ones of `grid` and need not be computed again; nil where
  /// there are none.
  fileprivate func steps(of grid: StepGrid, at now: Int64) -> Range<Int>? {
    let age = now.clampedMinus(begun)
    let last = min(self.grid.end, settled, grid.end)
    guard age >= 0, age < SubqueryMemory.reliance, grid.step == self.grid.step,
      grid.start >= self.grid.start, last >= grid.start
    else { return nil }
    let first = Int((grid.start - self.grid.start) / grid.step)
    return first..<Int((last - self.grid.start) / grid.step) + 1
  }

  /// The columns at some steps, and behind them those of `fresh`, which has `steps` steps.
  fileprivate func columns(
    _ kept: Range<Int>,
    followedBy fresh: [Column],
    steps: Int
  ) -> [Column] {
    var result: [Column] = []
    var places: [Labels: Int] = [:]
    for var column in columns {
      column.values = column.values[kept] + [Double](repeating: .absent, count: steps)
      guard !column.values.allSatisfy({ $0.isAbsent }) else { continue }
      places[column.labels] = result.count
      result.append(column)
    }
    for var column in fresh {
      if let place = places[column.labels], result[place].dropsName == column.dropsName {
        result[place].values.replaceSubrange(kept.count..., with: column.values)
      } else {
        column.values = [Double](repeating: .absent, count: kept.count) + column.values
        result.append(column)
      }
    }
    return result
  }
}
