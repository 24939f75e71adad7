public import MetricsModel

extension MetricsStore {
  /// The series of all targets whose numbers differ between the `window` seconds up to `end` and as
  /// many before, the most remarkable change first.
  ///
  /// Gauges are compared by their median, counters by their rate. Samples with times of their own are
  /// left out.
  ///
  /// Without twins the `_count` of a histogram or summary is not told beside a counter with the same labels
  /// that moves as it does.
  public func movers(at end: Timestamp, window: Double, withTwins: Bool = true) -> [Mover] {
    let length = Timestamp(seconds: max(1, window)).milliseconds
    let movers =
      snapshot
      .flatMap { MoverScan($0, end: end.milliseconds, window: length).movers() }
      .sorted { $0.score > $1.score }
    return withTwins ? movers : Self.withoutTwins(movers)
  }

  private static func withoutTwins(_ movers: [Mover]) -> [Mover] {
    func isCount(_ mover: Mover) -> Bool {
      mover.isCounter && mover.labels.name.hasSuffix("_count")
    }
    func isAlike(_ one: Double?, _ other: Double?) -> Bool {
      guard let one, let other else { return one == nil && other == nil }
      return (one - other).magnitude <= 0.01 * max(one.magnitude, other.magnitude)
    }
    guard movers.contains(where: isCount) else { return movers }
    let others = Dictionary(grouping: movers.filter { $0.isCounter && !isCount($0) }) {
      $0.labels.withoutName
    }
    return movers.filter { mover in
      guard isCount(mover), let twins = others[mover.labels.withoutName] else { return true }
      return !twins.contains { isAlike($0.now, mover.now) && isAlike($0.before, mover.before) }
    }
  }

  /// For how many seconds before `end` scrapes are held, of the target with the oldest one.
  public func heldSeconds(before end: Timestamp) -> Double {
    let first = snapshot.compactMap { $0.sealed.first?.times.first ?? $0.open.first?.time }.min()
    return first.map { max(0, end.seconds(since: Timestamp(milliseconds: $0))) } ?? 0
  }
}
