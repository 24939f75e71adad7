import MetricsModel

/// Compares every series of a target in a window with the window before.
///
/// Of each window a few blocks are looked into, and where there are many, only at the first samples of
/// each, since a column is decoded from its begin on: a median of ten to twenty is about as robust as
/// one of a thousand, and five thousand series are done between two frames.
struct MoverScan {
  private let history: TargetHistory
  private let now: Part
  private let before: Part

  /// How a window with so many blocks is looked into: in how many of them, at how many samples, among
  /// how many from the block's begin on.
  private static func look(blocks: Int) -> (blocks: Int, samples: Int, reach: Int) {
    switch blocks {
    case ...2: (2, 5, .max)
    case ...4: (4, 4, 16)
    default: (5, 3, 5)
    }
  }

  /// How many of the newest scrapes are looked at, which are not in blocks.
  private static let openSamples = 10

  /// The places of a window's samples.
  private struct Part {
    var blocks: [(block: SealedBlock, indices: [Int])] = []
    var rows: [ScrapeRow] = []
    /// Whether the target was scraped in it at all.
    var isWatched: Bool { !blocks.isEmpty || !rows.isEmpty }
    /// How many samples a series has at most.
    var count: Int { rows.count + blocks.reduce(0) { $0 + $1.indices.count } }
  }

  /// The samples of one series in one window.
  fileprivate struct Samples {
    var times: [Int64] = []
    var values: [Double] = []
  }

  init(_ history: TargetHistory, end: Int64, window: Int64) {
    self.history = history
    now = Self.part(history, from: end - window, through: end)
    before = Self.part(history, from: end - 2 * window, through: end - window)
  }

  private static func part(_ history: TargetHistory, from: Int64, through: Int64) -> Part {
    var part = Part()
    let inside = history.sealed.compactMap { block -> (block: SealedBlock, range: Range<Int>)? in
      let lower = block.times.firstIndexOf { $0 > from }
      let upper = block.times.firstIndexOf { $0 > through }
      return lower < upper ? (block, lower..<upper) : nil
    }
    let look = look(blocks: inside.count)
    // Of a block that the window cuts, everything before would have to be decoded, too.
    let isCut = inside.count > look.blocks && (inside.first?.range.lowerBound ?? 0) > 0
    let whole = isCut ? Array(inside.dropFirst()) : inside
    for place in spread(whole.count, over: look.blocks) {
      let (block, range) = whole[place]
      let picks = spread(min(range.count, look.reach), over: look.samples)
      part.blocks.append((block, picks.map { range.lowerBound + $0 }))
    }
    let lower = history.open.firstIndexOf { $0.time > from }
    let upper = history.open.firstIndexOf { $0.time > through }
    if lower < upper {
      part.rows = spread(upper - lower, over: openSamples).map { history.open[lower + $0] }
    }
    return part
  }

  /// At most `most` places among `count`, the first and the last among them.
  private static func spread(_ count: Int, over most: Int) -> [Int] {
    guard count > most else { return Array(0..<count) }
    return (0..<most).map { $0 * (count - 1) / (most - 1) }
  }

  /// Every series that has changed, the buckets of a histogram and the quantiles of a summary as one.
  func movers() -> [Mover] {
    let cost = history.entries.count * (now.count + before.count)
    let found = Parallel.map(history.entries.count, cost: cost, scan)
    var families = FamilyMovers()
    var movers: [Mover] = []
    for one in found {
      switch one {
      case .series(let mover): movers.append(mover)
      case .bucket(let bucket): families.add(bucket)
      case .quantile(let mover): families.add(mover)
      }
    }
    return movers + families.movers
  }

  /// What one series gives.
  private enum Found {
    case series(Mover)
    case bucket(FamilyMovers.Bucket)
    case quantile(Mover)
  }

  private func scan(_ slots: Range<Int>) -> [Found] {
    // One set of buffers for all series: there are thousands, each with a few samples.
    var (newer, older, column) = (Samples(), Samples(), [Double]())
    var (kind, named) = (Kind.clock, "")
    return slots.compactMap { slot in
      guard let entry = history.entries[slot] else { return nil }
      let name = entry.labels.name
      if name != named { (kind, named) = (Kind(name, history.metadata), name) }
      guard kind != .clock else { return nil }
      fill(&newer, slot, now, &column)
      fill(&older, slot, before, &column)
      if name.hasSuffix("_bucket"), let bound = entry.labels["le"].flatMap(Double.init) {
        return .bucket(
          FamilyMovers.Bucket(
            labels: entry.labels,
            bound: bound,
            now: newer.increase?.amount ?? 0,
            before: older.increase?.amount ?? 0
          )
        )
      }
      guard !Self.isConstant(newer, older),
        let mover = mover(entry.labels, kind, newer, older, isBorn: entry.zeroAt != nil)
      else { return nil }
      return entry.labels["quantile"] == nil ? .series(mover) : .quantile(mover)
    }
  }

  /// Puts the samples of one series in one window into `samples`; `column` is room for a block's values.
  private func fill(_ samples: inout Samples, _ slot: Int, _ part: Part, _ column: inout [Double]) {
    samples.empty()
    for (block, indices) in part.blocks {
      guard let last = indices.last else { continue }
      while column.count <= last { column.append(.absent) }
      block.decode(slot: slot, 0..<last + 1, into: &column, at: 0)
      for index in indices { samples.add(block.times[index], column[index]) }
    }
    for row in part.rows { samples.add(row.time, row[slot]) }
  }

  /// Whether all samples have the same value: nothing moves, and nothing needs to be sorted.
  private static func isConstant(_ now: Samples, _ before: Samples) -> Bool {
    guard let first = now.values.first ?? before.values.first else { return true }
    guard !now.values.isEmpty, !before.values.isEmpty else { return false }
    return now.values.allSatisfy { $0 == first } && before.values.allSatisfy { $0 == first }
  }

  private func mover(
    _ labels: Labels,
    _ kind: Kind,
    _ now: Samples,
    _ before: Samples,
    isBorn: Bool
  ) -> Mover? {
    let isCounter = kind == .counter || (kind == .unsaid && now.onlyGrows && before.onlyGrows)
    var mover = Mover(labels: labels, isCounter: isCounter, score: 0)
    var noise = 0.0
    if isCounter {
      let (newer, older) = (now.increase, before.increase)
      mover.now = newer.map { $0.amount / $0.seconds }
      mover.before = older.map { $0.amount / $0.seconds }
      if older == nil, isBorn, self.before.isWatched { mover.before = 0 }
      // As if what is counted came by chance: its square root is what a count varies by.
      let counted = (newer?.amount ?? 0) + (older?.amount ?? 0)
      noise = (counted + 1).squareRoot() / max(newer?.seconds ?? 1, 1)
    } else {
      mover.now = now.median
      mover.before = before.median
      noise = before.deviation ?? 0
    }
    guard mover.before != nil || self.before.isWatched else { return nil }
    mover.score = Mover.score(now: mover.now, before: mover.before, noise: noise)
    return mover.score > 0 ? mover : nil
  }

  /// What a metric's name and type say of how to read it.
  private enum Kind {
    case counter
    case gauge
    /// It has a counter's name but no type: behaviour decides.
    case unsaid
    /// It says when something happened, or is: of no interest here.
    case clock

    private static let clocks = ["_created", "_timestamp_seconds", "_time_seconds", "_timestamp"]

    init(_ name: String, _ metadata: [String: MetricMetadata]) {
      if Self.clocks.contains(where: name.hasSuffix) {
        self = .clock
      } else if CounterRule.isCounter(name, metadata) {
        self = metadata[name]?.type == .counter ? .counter : .unsaid
        let suffixes = ["_total", "_bucket", "_count", "_sum"]
        for suffix in suffixes where name.hasSuffix(suffix) {
          let type = metadata[String(name.dropLast(suffix.count))]?.type
          if type != nil, type != .unknown { self = .counter }
        }
      } else {
        let type = metadata[name]?.type ?? .unknown
        let counts = ["_total", "_count", "_sum"].contains(where: name.hasSuffix)
        self = type == .unknown && counts ? .unsaid : .gauge
      }
    }
  }
}

extension MoverScan.Samples {
  fileprivate mutating func empty() {
    times.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }

  fileprivate mutating func add(_ time: Int64, _ value: Double) {
    guard value.isFinite else { return }
    times.append(time)
    values.append(value)
  }

  /// Whether the values never fall but to nearly nothing, as at a restart.
  fileprivate var onlyGrows: Bool {
    zip(values, values.dropFirst()).allSatisfy { $1 >= $0 || $1 < 0.1 * $0 }
  }

  /// By how much a counter grew over how many seconds; nil where it was not seen to grow or stand.
  ///
  /// What lies around a restart is left out, since samples were passed over between which it counted.
  fileprivate var increase: (amount: Double, seconds: Double)? {
    var (amount, milliseconds) = (0.0, Int64(0))
    for index in values.indices.dropFirst() where values[index] >= values[index - 1] {
      amount += values[index] - values[index - 1]
      milliseconds += times[index] - times[index - 1]
    }
    return milliseconds > 0 ? (amount, Double(milliseconds) / 1000) : nil
  }

  fileprivate var median: Double? { Self.median(of: values) }

  /// What the values deviate by, as the standard deviation of normal ones would be: from the median distance
  /// from the median or, where half of the values are the same, from the distance that a quarter exceeds.
  fileprivate var deviation: Double? {
    guard let middle = median else { return nil }
    let distances = values.map { ($0 - middle).magnitude }.sorted()
    let upper = distances[min(distances.count - 1, distances.count * 3 / 4)]
    return max(1.4826 * (Self.median(of: distances) ?? 0), 0.87 * upper)
  }

  private static func median(of values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }
}
