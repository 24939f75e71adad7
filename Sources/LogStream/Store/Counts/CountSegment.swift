/// A run of entries of a counter that hardly change any more: in half the memory where their seconds are
/// near each other and their additions small, as nearly all are.
struct CountSegment<Delta: CountDelta>: Sendable {
  typealias Entry = CountEntry<Delta>

  private let base: Int64
  /// Seconds since `base` in the upper half, what was added in the lower.
  private let packed: [UInt32]
  /// The entries where they cannot be packed.
  private let wide: [Entry]
  private let last: Int64
  private let total: Double

  /// A segment of entries in the order of time.
  init(_ entries: [Entry]) {
    let base = entries.first?.second ?? 0
    let packed = entries.compactMap { entry -> UInt32? in
      guard let delta = entry.delta.packed, let offset = UInt16(exactly: entry.second - base) else {
        return nil
      }
      return UInt32(offset) << 16 | UInt32(delta)
    }
    self.base = base
    last = entries.last?.second ?? 0
    total = entries.reduce(0) { $0 + $1.delta.asDouble }
    self.packed = packed.count == entries.count ? packed : []
    wide = packed.count == entries.count ? [] : entries
  }

  /// How many entries there are.
  var count: Int { packed.count + wide.count }

  /// The second of the first entry.
  var first: Int64 { base }

  /// How many bytes the entries take.
  var byteCount: Int { packed.count * 4 + wide.count * MemoryLayout<Entry>.stride + 48 }

  /// The entry at a place.
  subscript(index: Int) -> Entry {
    guard wide.isEmpty else { return wide[index] }
    return Entry(
      second: base + Int64(packed[index] >> 16),
      delta: Delta(packed: UInt16(truncatingIfNeeded: packed[index]))
    )
  }

  /// All entries.
  var entries: [Entry] { wide.isEmpty ? (0..<count).map { self[$0] } : wide }

  /// The entries at or behind a second; those before it are summed up in `sum`.
  func entries(from second: Int64, addingEarlierTo sum: inout Double) -> [Entry] {
    guard last >= second else {
      sum += total
      return []
    }
    guard base < second else { return entries }
    return (0..<count).compactMap { index in
      let entry = self[index]
      guard entry.second < second else { return entry }
      sum += entry.delta.asDouble
      return nil
    }
  }
}
