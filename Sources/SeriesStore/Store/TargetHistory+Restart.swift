import MetricsModel

extension TargetHistory {
  /// The row that stands before the first scrape of a new process, in which its counters begin anew; nil
  /// where the process is the one that started at `before`.
  ///
  /// A counter that has caught up with its old value by the next scrape would else look as if nothing
  /// had happened: after a restart everybody reconnects within seconds.
  func rowOfRestart(before row: RowBuilder, since before: Timestamp, at time: Int64) -> ScrapeRow? {
    guard let last = open.last, let start = processStart(of: row.values),
      start.seconds(since: before) > 1, last.time &+ 1 < time
    else { return nil }
    var zero = RowBuilder(slots: entries.count)
    for slot in ReportSeries.allCases.count..<entries.count {
      let isThere = slot < row.values.count && !row.values[slot].isAbsent
      let wasThere = slot < last.values.count && !last.values[slot].isAbsent
      if wasThere, !isThere, !last.values[slot].isStale { zero.replace(slot, .stale) }
      guard isThere, let labels = entries[slot]?.labels,
        CounterRule.isCounter(labels.name, metadata)
      else { continue }
      zero.replace(slot, 0)
    }
    let moment = min(max(start.milliseconds, last.time &+ 1), time &- 1)
    return ScrapeRow(time: moment, values: zero.values, explicit: [])
  }

  /// `process_start_time_seconds` of a row's values, where the target has exactly one.
  func processStart(of values: [Double]) -> Timestamp? {
    guard let slots = slotsByName["process_start_time_seconds"], slots.count == 1,
      slots[0] < values.count, case let value = values[slots[0]], value.isFinite, value > 0
    else { return nil }
    return Timestamp(seconds: value)
  }
}
