import MetricsModel

/// The part of a target's history that lies in a range of time, its times shared by all series.
struct HistoryWindow {
  private let range: TimeRange
  private let blocks: [SealedBlock]
  private let blocksInside: [(block: SealedBlock, indices: Range<Int>)]
  /// The newest scrapes in the range.
  let rows: [ScrapeRow]
  /// The slots whose series are read.
  let slots: [Int]
  /// The scrapes' times in the range, which a series without gaps shares.
  let times: [Int64]
  /// The samples of the newest scrapes that have times of their own, by slot.
  private let openExplicit: [Int: SampleRun]
  /// Whether any sample has a time of its own.
  let hasExplicit: Bool

  /// The window of some slots.
  init(_ history: TargetHistory, _ slots: [Int], _ range: TimeRange) {
    self.slots = slots
    let (from, through) = (range.from.milliseconds, range.through.milliseconds)
    self.range = range
    self.blocks = history.sealed
    let rows = history.open
    self.blocksInside = history.sealed.compactMap { block in
      let lower = block.times.firstIndexOf { $0 >= from }
      let upper = block.times.firstIndexOf { $0 > through }
      return lower < upper ? (block, lower..<upper) : nil
    }
    let lower = rows.firstIndexOf { $0.time >= from }
    let upper = max(lower, rows.firstIndexOf { $0.time > through })
    self.rows = Array(rows[lower..<upper])
    self.times =
      blocksInside.flatMap { $0.block.times[$0.indices] } + self.rows.map(\.time)
    self.openExplicit = rows.reduce(into: [:]) { runs, row in
      for sample in row.explicit {
        runs[sample.slot, default: SampleRun()].append(sample.time, sample.value)
      }
    }
    self.hasExplicit = !openExplicit.isEmpty || blocks.contains(where: \.hasExplicit)
  }

  /// About how many samples all slots have.
  var size: Int { slots.count * times.count }

  /// Puts the values that a slot has in the blocks into the front of `values`; how many there may be.
  func decode(slot: Int, into values: inout [Double]) -> Int {
    var start = 0
    for (block, indices) in blocksInside {
      block.decode(slot: slot, indices, into: &values, at: start)
      start += indices.count
    }
    return start
  }

  /// Leaves out what is absent from the values of a slot at `times`, and adds the samples that have
  /// times of their own.
  func removeGaps(of slot: Int, from series: inout Series) {
    if series.values.contains(where: \.isAbsent) {
      series = Self.withoutGaps(series)
    }
    guard hasExplicit else { return }
    let explicit = explicitSamples(slot)
    guard !explicit.times.isEmpty else { return }
    let run = Self.merged(SampleRun(times: series.timestamps, values: series.values), explicit)
    (series.timestamps, series.values) = (run.times, run.values)
  }

  /// Puts a zero in front of a series, where it lies in the range.
  func insertZero(at time: Int64, into series: inout Series) {
    guard range.contains(Timestamp(milliseconds: time)),
      series.timestamps.first.map({ time < $0 }) ?? true
    else { return }
    series.timestamps.insert(time, at: 0)
    series.values.insert(0, at: 0)
  }

  private static func withoutGaps(_ series: Series) -> Series {
    var result = Series(labels: series.labels)
    for (time, value) in zip(series.timestamps, series.values) where !value.isAbsent {
      result.timestamps.append(time)
      result.values.append(value)
    }
    return result
  }

  /// The samples in `slot` with times of their own that lie in the range.
  private func explicitSamples(_ slot: Int) -> SampleRun {
    var run = SampleRun()
    for samples in blocks.compactMap({ $0.explicit(ofSlot: slot) })
      + [openExplicit[slot]].compactMap({ $0 })
    {
      for (time, value) in zip(samples.times, samples.values)
      where range.contains(Timestamp(milliseconds: time)) {
        run.append(time, value)
      }
    }
    return run
  }

  /// Two runs as one; of two samples at one time the first run's stays.
  private static func merged(_ first: SampleRun, _ second: SampleRun) -> SampleRun {
    guard !first.times.isEmpty else { return second }
    var run = SampleRun()
    var (left, right) = (0, 0)
    while left < first.times.count || right < second.times.count {
      let takesLeft =
        right >= second.times.count
        || (left < first.times.count && first.times[left] <= second.times[right])
      if takesLeft {
        run.append(first.times[left], first.values[left])
        left += 1
      } else {
        run.append(second.times[right], second.values[right])
        right += 1
      }
    }
    return run
  }
}

extension Array {
  /// The first index whose element satisfies `condition`, found by halving; the elements that do
  /// stand behind those that do not.
  func firstIndexOf(_ condition: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
