/// The slots of series, found by the numbers of their labels.
struct SeriesIndex {
  private struct Entry {
    /// Where its labels begin, and how many there are.
    var start: Int
    var count: Int
    var hash: UInt64
  }

  private let key = HashKey.ofProcess
  /// The series by slot; those without labels are free.
  private var entries: [Entry] = []
  /// The labels of all series, one series behind the other.
  private var labels: [LabelTable.ID] = []
  /// The upper half of a series' hash and its slot from 1 on; 0 where a bucket is empty.
  private var buckets = [UInt64](repeating: 0, count: 16)
  private var free: [Int32] = []

  /// How many series there are.
  var count: Int { entries.count - free.count }

  /// The memory in bytes.
  var bytes: Int {
    entries.capacity * MemoryLayout<Entry>.stride + labels.capacity * 4 + buckets.count * 8
  }

  /// A hash of the labels, whatever their order.
  @inline(__always)
  private func hash(_ labels: [LabelTable.ID]) -> UInt64 {
    var sum: UInt64 = 0
    for label in labels { sum &+= key.mixed(UInt64(label)) }
    return key.mixed(sum)
  }

  /// The slot of the series with these labels, which are all different, entered where it is new;
  /// nil where there are `limit` series already.
  mutating func slot(_ wanted: [LabelTable.ID], limit: Int) -> (slot: Int32, isNew: Bool)? {
    let hash = hash(wanted)
    let mask = buckets.count &- 1
    var bucket = Int(truncatingIfNeeded: hash) & mask
    while buckets[bucket] != 0 {
      let found = buckets[bucket]
      if found >> 32 == hash >> 32 {
        let slot = Int(truncatingIfNeeded: found & 0xffff_ffff) &- 1
        if hasLabels(slot, wanted) { return (Int32(truncatingIfNeeded: slot), false) }
      }
      bucket = (bucket &+ 1) & mask
    }
    guard count < limit else { return nil }
    let slot = free.popLast() ?? Int32(clamping: entries.count)
    enter(wanted, hash, at: slot)
    return (slot, true)
  }

  private func hasLabels(_ slot: Int, _ wanted: [LabelTable.ID]) -> Bool {
    let entry = entries[slot]
    guard entry.count == wanted.count else { return false }
    var index = 0
    while index < wanted.count, labels[entry.start &+ index] == wanted[index] { index &+= 1 }
    if index == wanted.count { return true }
    return labels[entry.start..<entry.start + wanted.count].sorted() == wanted.sorted()
  }

  private mutating func enter(_ wanted: [LabelTable.ID], _ hash: UInt64, at slot: Int32) {
    if entries.count * 2 >= buckets.count { grow() }
    let entry = Entry(start: labels.count, count: wanted.count, hash: hash)
    if Int(slot) < entries.count { entries[Int(slot)] = entry } else { entries.append(entry) }
    labels.append(contentsOf: wanted)
    place(hash, slot)
  }

  private mutating func place(_ hash: UInt64, _ slot: Int32) {
    let mask = buckets.count &- 1
    var bucket = Int(truncatingIfNeeded: hash) & mask
    while buckets[bucket] != 0 { bucket = (bucket &+ 1) & mask }
    buckets[bucket] = (hash & ~0xffff_ffff) | (UInt64(slot) + 1)
  }

  private mutating func grow() {
    buckets = [UInt64](repeating: 0, count: buckets.count * 4)
    for (slot, entry) in entries.enumerated() where entry.count > 0 {
      place(entry.hash, Int32(slot))
    }
  }

  /// The labels of the series in `slot`, in the order in which they were entered.
  func labels(of slot: Int32) -> ArraySlice<LabelTable.ID> {
    let entry = entries[Int(slot)]
    return labels[entry.start..<entry.start + entry.count]
  }

  /// An index of other labels for the same slots; those without labels become free.
  init(_ series: [[LabelTable.ID]] = []) {
    labels.reserveCapacity(series.reduce(0) { $0 + $1.count })
    for (slot, wanted) in series.enumerated() {
      if wanted.isEmpty {
        entries.append(Entry(start: 0, count: 0, hash: 0))
        free.append(Int32(clamping: slot))
      } else {
        enter(wanted, hash(wanted), at: Int32(clamping: slot))
      }
    }
  }

  /// This index without the series of some slots, which become free.
  func without(_ slots: Set<Int32>) -> SeriesIndex {
    SeriesIndex(
      entries.indices.map { slot in
        slots.contains(Int32(clamping: slot)) ? [] : Array(labels(of: Int32(clamping: slot)))
      }
    )
  }
}
