public import MetricsModel

extension MetricsStore {
  /// The series of all targets whose numbers differ between the `window` seconds up to `end` and as
  /// many before, the most remarkable change first.
  ///
  /// Gauges are compared by their median, counters by their rate. Samples with times of their own are
  /// left out.
  public func movers(at end: Timestamp, window: Double) -> [Mover] {
    let length = Timestamp(seconds: max(1, window)).milliseconds
    return
      snapshot
      .flatMap { MoverScan($0, end: end.milliseconds, window: length).movers() }
      .sorted { $0.score > $1.score }
  }

  /// For how many seconds before `end` scrapes are held, of the target with the oldest one.
  public func heldSeconds(before end: Timestamp) -> Double {
    let first = snapshot.compactMap { $0.sealed.first?.times.first ?? $0.open.first?.time }.min()
    return first.map { max(0, end.seconds(since: Timestamp(milliseconds: $0))) } ?? 0
  }
}
