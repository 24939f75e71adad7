public import MetricsModel

/// The series that rules make: what recording rules give, and `ALERTS` and `ALERTS_FOR_STATE`.
///
/// A value: readers keep the one they were given. A series ends with a staleness marker at the
/// evaluation that gives it no more.
public struct RecordedSeries: SeriesSource {
  /// How long samples are kept, in seconds.
  public static let retention = 7200.0
  /// The most samples that are kept unless told otherwise: 16 MB.
  public static let maximumSamples = 1_000_000

  private struct Entry {
    let labels: Labels
    var times: [Int64] = []
    var values: [Double] = []
  }

  private var entries: [Entry] = []
  private var places: [Labels: Int] = [:]
  private var placesByName: [String: [Int]] = [:]
  /// Which series a producer gave at its last evaluation.
  private var present: [Int: Set<Int>] = [:]
  private(set) var sampleCount = 0
  private var oldest = Int64.max

  private let maximumSamples: Int

  /// No series; of more samples than `maximumSamples` the older half is forgotten.
  public init(maximumSamples: Int = Self.maximumSamples) {
    self.maximumSamples = maximumSamples
  }

  /// Appends what a producer gives at a time; its series that are not among `samples` end.
  ///
  /// A sample that is no newer than its series' last one is left out.
  mutating func append(
    _ samples: [(labels: Labels, value: Double)],
    of producer: Int,
    at time: Timestamp
  ) {
    var now: Set<Int> = []
    for (labels, value) in samples {
      let place = place(of: labels)
      now.insert(place)
      append(value, at: time.milliseconds, to: place)
    }
    for place in present[producer, default: []].subtracting(now) {
      append(.stale, at: time.milliseconds, to: place)
    }
    present[producer] = now
    let newest = time.milliseconds
    let kept = Int64(Self.retention * 1000)
    if sampleCount > maximumSamples {
      forget(before: oldest &+ (newest &- oldest) / 2 &+ 1)
    } else if newest.subtractingReportingOverflow(oldest).partialValue > kept + kept / 4 {
      forget(before: newest &- kept)
    }
  }

  /// Puts the past of a series before its first sample; what is newer than that is left out.
  mutating func prepend(_ past: Series, as labels: Labels) {
    let place = place(of: labels)
    let first = entries[place].times.first ?? .max
    let count = past.timestamps.partitioningIndex { $0 >= first }
    entries[place].times.insert(contentsOf: past.timestamps[..<count], at: 0)
    entries[place].values.insert(contentsOf: past.values[..<count], at: 0)
    sampleCount += count
    oldest = min(oldest, past.timestamps.first ?? .max)
  }

  private mutating func place(of labels: Labels) -> Int {
    if let place = places[labels] { return place }
    places[labels] = entries.count
    placesByName[labels.name, default: []].append(entries.count)
    entries.append(Entry(labels: labels))
    return entries.count - 1
  }

  private mutating func append(_ value: Double, at time: Int64, to place: Int) {
    if let last = entries[place].times.last, last >= time { return }
    entries[place].times.append(time)
    entries[place].values.append(value)
    sampleCount += 1
    oldest = min(oldest, time)
  }

  /// Forgets samples, and the series that have none left.
  private mutating func forget(before time: Int64) {
    sampleCount = 0
    oldest = .max
    for index in entries.indices {
      let count = entries[index].times.partitioningIndex { $0 >= time }
      entries[index].times.removeFirst(count)
      entries[index].values.removeFirst(count)
      sampleCount += entries[index].times.count
      oldest = min(oldest, entries[index].times.first ?? .max)
    }
    let kept = entries.indices.filter { !entries[$0].times.isEmpty }
    guard kept.count < entries.count else { return }
    let moved = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    entries = kept.map { entries[$0] }
    places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.labels, $0) })
    placesByName = Dictionary(grouping: entries.indices) { entries[$0].labels.name }
    present = present.mapValues { Set($0.compactMap { moved[$0] }) }
  }

  // MARK: Reading

  /// The series that satisfy all matchers, with their samples in `range`.
  public func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    candidates(matchers).compactMap { place in
      let entry = entries[place]
      guard matchers.allSatisfy({ $0.matches(entry.labels) }) else { return nil }
      let low = entry.times.partitioningIndex { $0 >= range.from.milliseconds }
      let high = entry.times.partitioningIndex { $0 > range.through.milliseconds }
      guard low < high else { return nil }
      return Series(
        labels: entry.labels,
        timestamps: Array(entry.times[low..<high]),
        values: Array(entry.values[low..<high])
      )
    }
  }

  private func candidates(_ matchers: [Matcher]) -> [Int] {
    let name = matchers.first { $0.name == Labels.metricName && $0.comparison == .equal }
    guard let name else { return Array(entries.indices) }
    return placesByName[name.value] ?? []
  }

  /// The names of the series.
  public func metricNames() -> [String] { Array(placesByName.keys) }
}

extension [Int64] {
  /// The first index whose element satisfies `condition`, as all behind it do.
  fileprivate func partitioningIndex(_ condition: (Int64) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
