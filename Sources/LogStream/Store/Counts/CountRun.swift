/// What was added to a counter in some seconds, in order of time, and what that adds up to.
struct CountRun<Delta: CountDelta>: Sendable {
  private(set) var entries: [CountEntry<Delta>]
  private var total: Double

  /// A run of entries that are in order.
  init(_ entries: [CountEntry<Delta>]) {
    self.entries = entries
    total = Self.sum(entries[...])
  }

  /// Appends a second that is behind all others.
  mutating func append(_ entry: CountEntry<Delta>) {
    entries.append(entry)
    total += entry.delta.asDouble
  }

  /// Adds to the newest second, of a run that is not empty.
  mutating func addToLast(_ delta: Delta) {
    entries[entries.count - 1].delta += delta
    total += delta.asDouble
  }

  /// Adds to a second wherever it stands.
  mutating func insert(_ entry: CountEntry<Delta>) {
    let index = firstIndex(notBefore: entry.second)
    if index < entries.count, entries[index].second == entry.second {
      entries[index].delta += entry.delta
    } else {
      entries.insert(entry, at: index)
    }
    total += entry.delta.asDouble
  }

  /// Takes away what was added in a second; false where less stands there.
  mutating func remove(_ delta: Delta, at second: Int64) -> Bool {
    let index = firstIndex(notBefore: second)
    guard index < entries.count, entries[index].second == second,
      entries[index].delta.asDouble >= delta.asDouble
    else { return false }
    entries[index].delta -= delta
    total -= delta.asDouble
    return true
  }

  /// Takes the oldest entries away, at most all of them.
  mutating func removeFirst(_ count: Int) -> CountRun {
    let removed = CountRun(Array(entries.prefix(count)))
    self = CountRun(Array(entries.dropFirst(count)))
    return removed
  }

  /// The entries at or behind a second; those before it are summed up in `sum`, the shorter way.
  func entries(
    from second: Int64,
    addingEarlierTo sum: inout Double
  ) -> ArraySlice<CountEntry<Delta>> {
    guard let last = entries.last, last.second >= second else {
      sum += total
      return []
    }
    let index = firstIndex(notBefore: second)
    sum +=
      index <= entries.count / 2 ? Self.sum(entries[..<index]) : total - Self.sum(entries[index...])
    return entries[index...]
  }

  private func firstIndex(notBefore second: Int64) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].second < second { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func sum(_ entries: ArraySlice<CountEntry<Delta>>) -> Double {
    entries.reduce(0) { $0 + $1.delta.asDouble }
  }
}
