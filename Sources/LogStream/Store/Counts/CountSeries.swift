/// What was added to a counter in each second: sparse, in order of time, cheap to copy.
///
/// New seconds are appended at the end, seconds of the past (which is read backwards) at the other
/// end; late ones find their place. Runs of entries are frozen into shared segments, so that a copy
/// that is read elsewhere costs the writer little.
struct CountSeries<Delta: CountDelta>: Sendable {
  typealias Entry = CountEntry<Delta>

  /// What is not frozen yet is copied whenever somebody reads while more comes.
  private static var segmentLength: Int { 128 }

  /// Sums of what was taken away by `trim`.
  private var base = 0.0
  /// The oldest entries, the newest of them first.
  private var past: [Entry] = []
  private var segments: [CountSegment<Delta>] = []
  /// How many entries the segments have, and how many bytes.
  private var frozen = (entries: 0, bytes: 0)
  /// The newest entries, in order.
  private var recent = CountRun<Delta>([])

  /// How many seconds have an entry.
  var entryCount: Int { past.count + recent.entries.count + frozen.entries }

  /// How many bytes the entries take.
  var byteCount: Int {
    (past.count + recent.entries.count) * MemoryLayout<Entry>.stride + frozen.bytes
  }

  /// Adds to a second.
  mutating func add(_ delta: Delta, at second: Int64) {
    let second = Int64(UInt32(clamping: second))
    if let last = recent.entries.last {
      if last.second == second {
        recent.addToLast(delta)
      } else if last.second < second {
        append(Entry(second: second, delta: delta))
      } else {
        insert(Entry(second: second, delta: delta))
      }
    } else if segments.isEmpty && past.isEmpty {
      recent.append(Entry(second: second, delta: delta))
    } else {
      insert(Entry(second: second, delta: delta))
    }
  }

  /// Takes away what was added in a second; false where it is not held any more.
  mutating func remove(_ delta: Delta, at second: Int64) -> Bool {
    if recent.remove(delta, at: second) { return true }
    if let index = segments.lastIndex(where: { $0.first <= second }) {
      var run = CountRun(segments[index].entries)
      guard run.remove(delta, at: second) else { return false }
      replaceSegment(index, with: run)
      return true
    }
    guard let index = past.firstIndex(where: { $0.second == second }),
      past[index].delta.asDouble >= delta.asDouble
    else { return false }
    past[index].delta -= delta
    return true
  }

  /// Calls `body` with every entry in order of time.
  func visit(_ body: (Entry) -> Void) {
    for entry in past.reversed() { body(entry) }
    for segment in segments { for index in 0..<segment.count { body(segment[index]) } }
    for entry in recent.entries { body(entry) }
  }

  /// The counter's value at the end of each second from `first` to `last`: all that was added since
  /// the beginning.
  ///
  /// `add` folds a running total into the caller's array, so that several series can be summed.
  func accumulate(from first: Int64, through last: Int64, into add: (Int, Double) -> Void) {
    guard first <= last else { return }
    var next = first
    var total = base
    func take(_ entries: some Sequence<Entry>) {
      for entry in entries {
        guard entry.second <= last else { return }
        if entry.second > next {
          for second in next..<entry.second { add(Int(second - first), total) }
          next = entry.second
        }
        total += entry.delta.asDouble
      }
    }
    take(past.reversed())
    for segment in segments { take(segment.entries(from: first, addingEarlierTo: &total)) }
    take(recent.entries(from: first, addingEarlierTo: &total))
    for second in next...last { add(Int(second - first), total) }
  }

  /// What was added in the seconds of a range.
  func sum(in range: Range<Int64>) -> Double {
    var total = 0.0
    func take(_ entries: some Sequence<Entry>) {
      for entry in entries where range.contains(entry.second) { total += entry.delta.asDouble }
    }
    var earlier = 0.0
    take(past)
    for segment in segments {
      take(segment.entries(from: range.lowerBound, addingEarlierTo: &earlier))
    }
    take(recent.entries(from: range.lowerBound, addingEarlierTo: &earlier))
    return total
  }

  /// Forgets the entries before `second`; their sum stays in the counter.
  mutating func trim(before second: Int64) {
    var kept: [Entry] = []
    visit { entry in
      if entry.second < second { base += entry.delta.asDouble } else { kept.append(entry) }
    }
    self = CountSeries(base: base, entries: kept)
  }

  /// A series without entries.
  init() {}

  private init(base: Double, entries: [Entry]) {
    self.base = base
    for entry in entries { append(entry) }
  }

  private mutating func append(_ entry: Entry) {
    recent.append(entry)
    guard recent.entries.count > 2 * Self.segmentLength else { return }
    freeze(CountSegment(recent.removeFirst(Self.segmentLength).entries), at: segments.count)
  }

  private mutating func insert(_ entry: Entry) {
    if let first = recent.entries.first, entry.second >= first.second {
      recent.insert(entry)
    } else if let index = segments.lastIndex(where: { $0.first <= entry.second }) {
      var run = CountRun(segments[index].entries)
      run.insert(entry)
      replaceSegment(index, with: run)
    } else {
      insertIntoPast(entry)
    }
  }

  private mutating func replaceSegment(_ index: Int, with run: CountRun<Delta>) {
    let old = segments[index]
    let new = CountSegment(run.entries)
    segments[index] = new
    frozen.entries += new.count - old.count
    frozen.bytes += new.byteCount - old.byteCount
  }

  private mutating func insertIntoPast(_ entry: Entry) {
    var index = past.count
    while index > 0, past[index - 1].second < entry.second { index -= 1 }
    if index > 0, past[index - 1].second == entry.second {
      past[index - 1].delta += entry.delta
      return
    }
    past.insert(entry, at: index)
    guard past.count > 2 * Self.segmentLength else { return }
    freeze(CountSegment(past.prefix(Self.segmentLength).reversed()), at: 0)
    past.removeFirst(Self.segmentLength)
  }

  private mutating func freeze(_ segment: CountSegment<Delta>, at index: Int) {
    segments.insert(segment, at: index)
    frozen = (frozen.entries + segment.count, frozen.bytes + segment.byteCount)
  }
}
