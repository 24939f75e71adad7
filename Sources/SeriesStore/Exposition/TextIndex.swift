/// Numbers by the texts that stand for them, found by bytes in a page.
struct TextIndex {
  private struct Entry {
    var offset: Int
    var length: UInt32
    var number: UInt32
  }

  private let key = HashKey.ofProcess
  /// The texts, one behind the other.
  private var texts: [UInt8] = []
  private var entries: [Entry] = []
  /// The upper half of a text's hash and its entry's number from 1 on; 0 where a bucket is empty.
  private var buckets = [UInt64](repeating: 0, count: 16)

  /// How many texts there are.
  var count: Int { entries.count }

  /// The memory in bytes.
  var bytes: Int {
    texts.capacity + entries.capacity * MemoryLayout<Entry>.stride + buckets.count * 8
  }

  /// The number of the text in `range`; nil where it is not known.
  @inline(__always)
  func number(_ page: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    let hash = page.hash(range, key)
    let mask = buckets.count &- 1
    var bucket = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = buckets[bucket]
      guard found != 0 else { return nil }
      if found >> 32 == hash >> 32 {
        let entry = entries[Int(truncatingIfNeeded: found & 0xffff_ffff) &- 1]
        if Int(entry.length) == range.count,
          page.hasSameBytes(range.lowerBound, as: texts.span, entry.offset, count: range.count)
        {
          return entry.number
        }
      }
      bucket = (bucket &+ 1) & mask
    }
  }

  /// Enters a text that is not known.
  mutating func enter(_ page: Span<UInt8>, _ range: Range<Int>, number: UInt32) {
    if entries.count * 2 >= buckets.count { grow() }
    let entry = Entry(offset: texts.count, length: UInt32(clamping: range.count), number: number)
    page.extracting(range).withUnsafeBufferPointer { texts.append(contentsOf: $0) }
    entries.append(entry)
    place(page.hash(range, key), UInt64(entries.count))
  }

  private mutating func place(_ hash: UInt64, _ number: UInt64) {
    let mask = buckets.count &- 1
    var bucket = Int(truncatingIfNeeded: hash) & mask
    while buckets[bucket] != 0 { bucket = (bucket &+ 1) & mask }
    buckets[bucket] = (hash & ~0xffff_ffff) | number
  }

  private mutating func grow() {
    buckets = [UInt64](repeating: 0, count: buckets.count * 4)
    for (number, entry) in entries.enumerated() {
      let range = entry.offset..<entry.offset + Int(entry.length)
      place(texts.span.hash(range, key), UInt64(number + 1))
    }
  }
}
