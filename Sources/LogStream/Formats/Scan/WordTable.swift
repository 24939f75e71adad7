/// A fixed set of short words, found by two loads and one probe, whatever the case of their letters.
///
/// Words of up to 16 bytes are told apart exactly; of longer ones the first and last eight bytes and
/// the length count, which no two words of one table may share.
struct WordTable: Sendable {
  private struct Entry {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var count: Int32 = 0
    var value: UInt16 = 0
  }

  private var entries: [Entry]
  private let shift: UInt64

  /// The table that gives each word its value, which is at least 1; the first of equal words wins.
  init(_ words: [(word: String, value: UInt16)]) {
    var bits: UInt64 = 4
    while 1 << bits < words.count * 3 { bits += 1 }
    self.entries = Array(repeating: Entry(), count: 1 << Int(bits))
    self.shift = 64 - bits
    for (word, value) in words {
      let bytes = Array(word.utf8)
      insert(bytes.span, value)
    }
  }

  /// The value of the word at `start`, 0 where the table does not hold it.
  @inline(__always)
  func value(_ line: Span<UInt8>, at start: Int, count: Int) -> UInt16 {
    guard count > 0 else { return 0 }
    let first = ByteScan.foldedWord(line, at: start, count: min(count, 8))
    let last = count > 8 ? ByteScan.foldedWord(line, at: start &+ count &- 8, count: 8) : 0
    var slot = position(first, last, count)
    while entries[slot].count != 0 {
      let entry = entries[slot]
      if entry.first == first, entry.last == last, entry.count == count { return entry.value }
      slot = (slot &+ 1) & (entries.count &- 1)
    }
    return 0
  }

  private mutating func insert(_ word: Span<UInt8>, _ value: UInt16) {
    guard word.count > 0, self.value(word, at: 0, count: word.count) == 0 else { return }
    let first = ByteScan.foldedWord(word, at: 0, count: min(word.count, 8))
    let last = word.count > 8 ? ByteScan.foldedWord(word, at: word.count - 8, count: 8) : 0
    var slot = position(first, last, word.count)
    while entries[slot].count != 0 { slot = (slot + 1) & (entries.count - 1) }
    entries[slot] = Entry(first: first, last: last, count: Int32(word.count), value: value)
  }

  @inline(__always)
  private func position(_ first: UInt64, _ last: UInt64, _ count: Int) -> Int {
    let mixed =
      (first &* 0x9e37_79b9_7f4a_7c15) ^ (last &* 0xc2b2_ae3d_27d4_eb4f) &+ UInt64(count)
    return Int((mixed &* 0xd6e8_feb8_6659_fd93) &>> shift)
  }
}
