/// A sample of the requests that one log tells of, by which another log is found that tells of the same.
///
/// What is sampled follows from what a request says and when it was, so that two logs of the same
/// requests sample the same ones.
struct RequestSample: Sendable {
  private struct Entry {
    /// What is said, and about when, as a number that looks like chance.
    var key: UInt64
    /// What is said.
    var hash: UInt64
    /// Milliseconds since the epoch.
    var time: Int64
    /// Seconds; negative where there is none.
    var latency: Float
  }

  /// What two samples have in common.
  struct Comparison {
    /// Requests that both tell of.
    var pairs = 0
    /// Different requests among them.
    var kinds = 0
    /// The part that they are of the requests of the log that tells of fewer, over the time of both.
    var share = 0.0
    /// Pairs in which the first log tells a longer latency, and in which a shorter one.
    var latencies = (longer: 0, shorter: 0)
    /// Pairs in which the first log tells an earlier time, and in which a later one.
    var times = (earlier: 0, later: 0)
  }

  private static let capacity = 1_024
  /// Requests of different spans of 8.2 s are not compared.
  private static let span: Int64 = 13
  /// Milliseconds between what two logs tell of one request.
  private static let together: UInt64 = 1_000

  private var entries: [Entry] = []
  private var limit = UInt64.max
  private var first = Int64.max
  private var last = Int64.min

  /// Of no request.
  init() {}

  /// Adds a request with `hash` for what it says.
  @inline(__always)
  mutating func add(_ hash: UInt64, time: Int64, latency: Float) {
    first = min(first, time)
    last = max(last, time)
    let key = Self.mixed(hash, UInt64(bitPattern: time >> Self.span))
    guard key <= limit else { return }
    entries.append(Entry(key: key, hash: hash, time: time, latency: latency))
    if entries.count >= 2 * Self.capacity { trim() }
  }

  private mutating func trim() {
    entries.sort { $0.key < $1.key }
    limit = entries[Self.capacity - 1].key
    entries.removeLast(entries.count - Self.capacity)
  }

  /// Compares with the sample of another log.
  func compared(with other: RequestSample) -> Comparison {
    let limit = min(limit, other.limit)
    let span = max(first, other.first)...max(max(first, other.first), min(last, other.last))
    let own = entries.filter { $0.key <= limit && span.contains($0.time) }
    let others = other.entries.filter { $0.key <= limit && span.contains($0.time) }
    guard !own.isEmpty, !others.isEmpty else { return Comparison() }
    var free = Dictionary(grouping: others, by: \.key)
    var found = Comparison()
    var kinds: Set<UInt64> = []
    for entry in own {
      let nearest = free[entry.key]?.enumerated().min {
        ($0.element.time - entry.time).magnitude < ($1.element.time - entry.time).magnitude
      }
      guard let (index, pair) = nearest,
        (pair.time - entry.time).magnitude <= Self.together
      else { continue }
      free[entry.key]?.remove(at: index)
      found.pairs += 1
      kinds.insert(entry.hash)
      if entry.time < pair.time { found.times.earlier += 1 }
      if entry.time > pair.time { found.times.later += 1 }
      guard entry.latency >= 0, pair.latency >= 0 else { continue }
      if entry.latency > pair.latency { found.latencies.longer += 1 }
      if entry.latency < pair.latency { found.latencies.shorter += 1 }
    }
    found.kinds = kinds.count
    found.share = Double(found.pairs) / Double(min(own.count, others.count))
    return found
  }

  /// Two numbers as one that looks like chance.
  @inline(__always)
  static func mixed(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = (one ^ other &* 0x9e37_79b9_7f4a_7c15)
      .multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return product.high ^ product.low
  }
}
