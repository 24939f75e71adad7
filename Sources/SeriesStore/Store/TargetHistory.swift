import MetricsModel

/// All that is remembered of one target: a value that readers keep while the writer goes on.
struct TargetHistory: Sendable {
  /// A series of the target.
  struct Entry: Sendable {
    var labels: Labels
    /// Where a counter that appeared late has its zero: the scrape before, in milliseconds.
    var zeroAt: Int64?

    /// What it occupies, with its place in `slotsByName`.
    var bytes: Int {
      MemoryLayout<Entry?>.stride + 32 + labels.pairs.count * MemoryLayout<Labels.Pair>.stride + 8
    }
  }

  /// The series by slot; nil where a slot is free.
  var entries: [Entry?] = []
  /// The slots of the series of each name.
  var slotsByName: [String: [Int]] = [:]
  /// What the series and their labels occupy, the labels' texts left out, which they share.
  private(set) var seriesBytes = 0
  /// What the pages say of each family.
  private(set) var metadata: [String: MetricMetadata] = [:]
  /// What that occupies.
  private(set) var metadataBytes = 0
  /// The older scrapes, compressed.
  var sealed: [SealedBlock] = []
  /// The newest scrapes.
  var open: [ScrapeRow] = []

  /// The series that satisfy all matchers, with their samples in `range`.
  func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    let others = matchers.filter { $0.name != Labels.metricName }
    var slots = candidates(matchers)
    if !others.isEmpty {
      slots.removeAll { slot in
        guard let labels = entries[slot]?.labels else { return true }
        return !others.allSatisfy { $0.matches(labels) }
      }
    }
    guard !slots.isEmpty else { return SeriesSelection([]) }
    let window = HistoryWindow(self, slots, range)
    return SeriesSelection(count: slots.count, size: window.size) { [entries] in
      HistoryReader(window, entries)
    }
  }

  /// The slots whose names satisfy the matchers of the name.
  private func candidates(_ matchers: [Matcher]) -> [Int] {
    let ofName = matchers.filter { $0.name == Labels.metricName }
    let exact = ofName.first { $0.comparison == .equal && !$0.value.isEmpty }
    if let exact, ofName.count == 1 { return slotsByName[exact.value] ?? [] }
    return slotsByName.flatMap { name, slots in
      ofName.allSatisfy { $0.matches(name) } ? slots : []
    }
  }
}

extension TargetHistory {
  /// Takes in what the page says of a family.
  mutating func describe(_ family: String, _ metadata: MetricMetadata) {
    let before = self.metadata.updateValue(metadata, forKey: family)
    metadataBytes += metadata.bytes - (before?.bytes ?? -family.heapBytes - 32)
  }

  /// Whether far more families are described than there are names.
  var hasTooMuchMetadata: Bool { metadata.count > 1000 + 4 * slotsByName.count }

  /// Forgets what was said of families that have no series.
  mutating func forgetMetadata() {
    let families = Set(slotsByName.keys.flatMap(MetricMetadata.families(ofSeries:)))
    metadata = metadata.filter { families.contains($0.key) }
    metadataBytes = metadata.reduce(0) { $0 + $1.key.heapBytes + 32 + $1.value.bytes }
  }

  /// Makes room for that many new series.
  mutating func reserve(_ count: Int) {
    if entries.count + count > 2 * entries.capacity {
      entries.reserveCapacity(entries.count + count)
    }
  }

  /// Sets the series of a slot, which may be a new one at the end.
  mutating func set(_ slot: Int, _ entry: Entry) {
    while slot >= entries.count { entries.append(nil) }
    entries[slot] = entry
    seriesBytes += entry.bytes
  }

  /// Lets the series of these slots, which all have the same name, be found by it.
  mutating func enter(_ slots: [Int]) {
    guard let first = slots.first, let name = entries[first]?.labels.name else { return }
    slotsByName[name, default: []].append(contentsOf: slots)
  }

  /// Forgets the series of some slots.
  mutating func remove(_ slots: [Int]) {
    let names = Set(slots.compactMap { entries[$0]?.labels.name })
    for slot in slots {
      seriesBytes -= entries[slot]?.bytes ?? 0
      entries[slot] = nil
    }
    for name in names {
      slotsByName[name]?.removeAll { entries[$0] == nil }
      if slotsByName[name]?.isEmpty == true { slotsByName[name] = nil }
    }
  }

  /// The slots, from `first` on, whose series have no sample left.
  func emptySlots(from first: Int) -> [Int] {
    var held = [Bool](repeating: false, count: entries.count)
    for row in open {
      for (slot, value) in row.values.enumerated() where !value.isAbsent { held[slot] = true }
      for sample in row.explicit { held[sample.slot] = true }
    }
    return entries.indices.dropFirst(first).filter { slot in
      entries[slot] != nil && !held[slot] && !sealed.contains { $0.holds(slot) }
    }
  }

  /// The memory of the samples in bytes.
  var sampleBytes: Int { sealed.reduce(0) { $0 + $1.bytes } + open.reduce(0) { $0 + $1.bytes } }

  /// When the oldest scrape was that is kept.
  var begin: Int64? { sealed.first?.times.first ?? open.first?.time }

  /// How many samples are held.
  var sampleCount: Int { open.reduce(sealed.reduce(0) { $0 + $1.samples }) { $0 + $1.samples } }
}
