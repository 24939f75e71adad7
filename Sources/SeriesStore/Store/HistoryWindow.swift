import MetricsModel

/// The part of a target's history that lies in a range of time, its times shared by all series.
struct HistoryWindow {
  private let range: TimeRange
  private let blocks: [SealedBlock]
  private let blocksInside: [(block: SealedBlock, indices: Range<Int>)]
  /// The newest scrapes in the range.
  private let rows: [ScrapeRow]
  private let slots: [Int]
  /// The scrapes' times in the range, which a series without gaps shares.
  private let times: [Int64]
  /// The samples of the newest scrapes that have times of their own, by slot.
  private let openExplicit: [Int: SampleRun]

  private let hasExplicit: Bool

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

  /// The series of the slot at a place of the window's slots; nil where it has no sample in the range.
  func series(at place: Int, _ entry: TargetHistory.Entry) -> Series? {
    let slot = slots[place]
    var values = [Double](repeating: .absent, count: times.count)
    var start = 0
    for (block, indices) in blocksInside {
      block.decode(slot: slot, indices, into: &values, at: start)
      start += indices.count
    }
    // Slots are read one behind the other, so that the rows' parts around them stay in the cache.
    var span = values.mutableSpan
    for row in rows.indices { span[start &+ row] = rows[row][slot] }
    // What is absent is a NaN, which is found several values at a time.
    var numbers = 0
    for index in span.indices { numbers &+= span[index] == span[index] ? 1 : 0 }

    var run =
      numbers == times.count
      ? SampleRun(times: times, values: values) : Self.withoutGaps(times, values)
    if hasExplicit {
      let explicit = explicitSamples(slot)
      if !explicit.times.isEmpty { run = Self.merged(run, explicit) }
    }
    if let zero = entry.zeroAt, range.contains(Timestamp(milliseconds: zero)),
      run.times.first.map({ zero < $0 }) ?? true
    {
      run.times.insert(zero, at: 0)
      run.values.insert(0, at: 0)
    }
    guard !run.times.isEmpty else { return nil }
    return Series(labels: entry.labels, timestamps: run.times, values: run.values)
  }

  private static func withoutGaps(_ times: [Int64], _ values: [Double]) -> SampleRun {
    var run = SampleRun()
    for (time, value) in zip(times, values) where !value.isAbsent { run.append(time, value) }
    return run
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
