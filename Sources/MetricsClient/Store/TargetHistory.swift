import MetricsModel

/// All that is remembered of one target: a value that readers keep while the writer goes on.
struct TargetHistory: Sendable {
  /// A series of the target.
  struct Entry: Sendable {
    var labels: Labels
    /// Where a counter that appeared late has its zero: the scrape before, in milliseconds.
    var zeroAt: Int64?
  }

  /// The series by slot; nil where a slot is free.
  var entries: [Entry?] = []
  /// The slots of the series of each name.
  var slotsByName: [String: [Int]] = [:]
  /// What the pages say of each family.
  var metadata: [String: MetricMetadata] = [:]
  /// The older scrapes, compressed.
  var sealed: [SealedBlock] = []
  /// The newest scrapes.
  var open: [ScrapeRow] = []

  /// The series that satisfy all matchers, with their samples in `range`.
  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    let slots = candidates(matchers)
    guard !slots.isEmpty else { return [] }
    let window = HistoryWindow(self, range)
    return slots.compactMap { slot in
      guard let entry = entries[slot], matchers.allSatisfy({ $0.matches(entry.labels) }) else {
        return nil
      }
      return window.series(slot, entry)
    }
  }

  /// The slots whose names satisfy the matchers of the name.
  private func candidates(_ matchers: [Matcher]) -> [Int] {
    let ofName = matchers.filter { $0.name == Labels.metricName }
    if let exact = ofName.first(where: { $0.comparison == .equal }) {
      return slotsByName[exact.value] ?? []
    }
    return slotsByName.flatMap { name, slots in
      ofName.allSatisfy { $0.matches(name) } ? slots : []
    }
  }
}

extension TargetHistory {
  /// The memory of the samples in bytes.
  var bytes: Int { sealed.reduce(0) { $0 + $1.bytes } + open.reduce(0) { $0 + $1.bytes } }

  /// How many samples are held.
  var sampleCount: Int {
    open.reduce(sealed.reduce(0) { $0 + $1.samples }) { total, row in
      total + row.values.count { !$0.isAbsent } + row.explicit.count
    }
  }
}
