/// The requests of one source by path and status.
struct RequestCounts: Sendable {
  /// A request's path and status.
  struct Key: Hashable, Sendable {
    /// The path's id, `InternEntries.other` for those beyond the bound.
    var path: UInt32
    /// The status, at most 1,000.
    var status: UInt16

    /// Whether it is a failure that only a proxy sees.
    var isOfEdge = false

    /// All of it in one word, never 0.
    fileprivate var word: UInt64 {
      UInt64(path) << 10 | UInt64(status) | (isOfEdge ? 1 << 62 : 0) | 1 << 63
    }
  }

  /// The paths and statuses in the order in which they came.
  private(set) var keys: [Key] = []
  /// The requests of each key.
  private(set) var series: [CountSeries<UInt32>] = []
  /// Keys and their index, found by the key's hash; a key of 0 is a free place.
  private var slots = [(key: UInt64, index: Int)](repeating: (0, 0), count: 64)

  /// Nothing yet.
  init() {}

  /// How many bytes the entries of all series take.
  var byteCount: Int { series.reduce(0) { $0 + $1.byteCount } }

  /// Counts a request.
  mutating func add(_ key: Key, at second: Int64) {
    let slot = slot(of: key)
    guard slots[slot].key == 0 else { return series[slots[slot].index].add(1, at: second) }
    slots[slot] = (key.word, keys.count)
    keys.append(key)
    var first = CountSeries<UInt32>()
    first.add(1, at: second)
    series.append(first)
    if keys.count * 2 > slots.count { grow() }
  }

  /// Counts a failure that was one of the proxy's as any other, where it is still held.
  mutating func answer(_ failure: Key, at second: Int64) {
    let slot = slot(of: failure)
    guard slots[slot].key != 0, series[slots[slot].index].remove(1, at: second) else { return }
    add(Key(path: failure.path, status: failure.status), at: second)
  }

  /// The place of a key, or the free one that it would take.
  @inline(__always)
  private func slot(of key: Key) -> Int {
    var slot = Self.hash(key.word) & (slots.count &- 1)
    while slots[slot].key != 0, slots[slot].key != key.word {
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return slot
  }

  /// Forgets what was added before `second`; the counters keep their values.
  mutating func trim(before second: Int64) {
    for index in series.indices { series[index].trim(before: second) }
  }

  private mutating func grow() {
    var larger = [(key: UInt64, index: Int)](repeating: (0, 0), count: slots.count * 2)
    for found in slots where found.key != 0 {
      var slot = Self.hash(found.key) & (larger.count - 1)
      while larger[slot].key != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = found
    }
    slots = larger
  }

  @inline(__always)
  private static func hash(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9e37_79b9_7f4a_7c15) &>> 40)
  }
}
