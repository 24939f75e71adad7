/// What was added to a counter in each second: sparse, in order of time, cheap to copy.
///
/// New seconds are appended at the end, seconds of the past (which is read backwards) at the other
/// end; late ones find their place. Runs of entries are frozen into shared segments, so that a copy
/// that is read elsewhere costs the writer little.
struct CountSeries<Delta: CountDelta>: Sendable {
  /// One second with what was added in it.
  struct Entry: Sendable {
    /// What was added.
    var delta: Delta

    private var storedSecond: UInt32

    /// An addition in a second.
    init(second: Int64, delta: Delta) {
      storedSecond = UInt32(clamping: second)
      self.delta = delta
    }

    /// Seconds since the epoch, from 1970 to 2106.
    var second: Int64 { Int64(storedSecond) }
  }

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
  private var recent: [Entry] = []

  /// How many seconds have an entry.
  var entryCount: Int { past.count + recent.count + frozen.entries }

  /// How many bytes the entries take.
  var byteCount: Int { (past.count + recent.count) * MemoryLayout<Entry>.stride + frozen.bytes }

  /// Adds to a second.
  mutating func add(_ delta: Delta, at second: Int64) {
    let second = Int64(UInt32(clamping: second))
    if let last = recent.last {
      if last.second == second {
        recent[recent.count - 1].delta += delta
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

  /// Calls `body` with every entry in order of time.
  func visit(_ body: (Entry) -> Void) {
    for entry in past.reversed() { body(entry) }
    for segment in segments { for index in 0..<segment.count { body(segment[index]) } }
    for entry in recent { body(entry) }
  }

  /// The counter's value at the end of each second from `first` to `last`: all that was added since
  /// the beginning.
  ///
  /// `add` folds a running total into the caller's array, so that several series can be summed.
  func accumulate(from first: Int64, through last: Int64, into add: (Int, Double) -> Void) {
    guard first <= last else { return }
    var next = first
    var cursor = Cursor(self)
    var total = base + cursor.skipParts(before: first)
    while let entry = cursor.entry, entry.second <= last {
      if entry.second > next {
        for second in next..<entry.second { add(Int(second - first), total) }
        next = entry.second
      }
      total += entry.delta.asDouble
      cursor.advance()
    }
    for second in next...last { add(Int(second - first), total) }
  }

  /// What was added in the seconds of a range.
  func sum(in range: Range<Int64>) -> Double {
    var total = 0.0
    var cursor = Cursor(self)
    _ = cursor.skipParts(before: range.lowerBound)
    while let entry = cursor.entry, entry.second < range.upperBound {
      if entry.second >= range.lowerBound { total += entry.delta.asDouble }
      cursor.advance()
    }
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
    guard recent.count > 2 * Self.segmentLength else { return }
    freeze(CountSegment(Array(recent.prefix(Self.segmentLength))), at: segments.count)
    recent.removeFirst(Self.segmentLength)
  }

  private mutating func insert(_ entry: Entry) {
    if let first = recent.first, entry.second >= first.second {
      Self.insert(entry, into: &recent)
    } else if let index = segments.lastIndex(where: { $0.first <= entry.second }) {
      let old = segments[index]
      var entries = old.entries
      Self.insert(entry, into: &entries)
      let new = CountSegment(entries)
      segments[index] = new
      frozen.entries += new.count - old.count
      frozen.bytes += new.byteCount - old.byteCount
    } else {
      insertIntoPast(entry)
    }
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

  private static func insert(_ entry: Entry, into entries: inout [Entry]) {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].second < entry.second { low = middle + 1 } else { high = middle }
    }
    if low < entries.count, entries[low].second == entry.second {
      entries[low].delta += entry.delta
    } else {
      entries.insert(entry, at: low)
    }
  }

  /// Walks over the entries in order of time.
  private struct Cursor {
    let series: CountSeries
    var part: Int
    var index = 0

    init(_ series: CountSeries) {
      self.series = series
      part = -1
      settle()
    }

    var entry: Entry? {
      if part == -1 {
        return index < series.past.count ? series.past[series.past.count - 1 - index] : nil
      }
      if part < series.segments.count { return series.segments[part][index] }
      return index < series.recent.count ? series.recent[index] : nil
    }

    mutating func advance() {
      index += 1
      settle()
    }

    /// Passes over the parts whose entries all lie before a second; what they add up to.
    mutating func skipParts(before second: Int64) -> Double {
      var total = 0.0
      while part < series.segments.count, let last = lastSecond, last < second {
        total += self.total
        (part, index) = (part + 1, 0)
      }
      settle()
      return total
    }

    /// Goes on to the next part that has an entry.
    private mutating func settle() {
      while part < series.segments.count, index >= length {
        part += 1
        index = 0
      }
    }

    private var length: Int {
      part == -1 ? series.past.count : series.segments[part].count
    }

    /// The time of the part's newest entry.
    private var lastSecond: Int64? {
      part == -1 ? series.past.first?.second : series.segments[part].last
    }

    /// What the part's entries add up to.
    private var total: Double {
      part == -1
        ? series.past.reduce(0) { $0 + $1.delta.asDouble } : series.segments[part].total
    }
  }
}
