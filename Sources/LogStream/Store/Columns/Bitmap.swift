/// One bit a row.
struct Bitmap: Sendable, Equatable {
  /// The bits, 64 rows a word, the first row lowest.
  var words: [UInt64]

  /// `count` bits, none of them set.
  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  /// How many bytes the bits take.
  var byteCount: Int { words.count * 8 }

  /// The bit of a row; false beyond the end.
  @inline(__always)
  subscript(row: Int) -> Bool {
    get { row >> 6 < words.count && words[row >> 6] >> UInt64(row & 63) & 1 == 1 }
    set {
      let word = row >> 6
      if word >= words.count {
        words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
      }
      let bit: UInt64 = 1 << UInt64(row & 63)
      if newValue { words[word] |= bit } else { words[word] &= ~bit }
    }
  }

  /// Whether no bit is set.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many bits are set.
  var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Sets the bits of a range.
  mutating func insert(_ rows: Range<Int>) {
    var row = rows.lowerBound
    while row < rows.upperBound {
      if row & 63 == 0, row + 64 <= rows.upperBound, row >> 6 < words.count {
        words[row >> 6] = .max
        row += 64
      } else {
        self[row] = true
        row += 1
      }
    }
  }

  /// Sets the bits that are set in `other` too.
  mutating func formUnion(_ other: Bitmap) {
    while words.count < other.words.count { words.append(0) }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  /// Clears the bits that are set in `other`.
  mutating func subtract(_ other: Bitmap) {
    for index in words.indices where index < other.words.count {
      words[index] &= ~other.words[index]
    }
  }

  /// Calls `body` with the rows of a range whose bits are set, in order.
  @inline(__always)
  func forEach(in rows: Range<Int>, _ body: (Int) -> Void) {
    guard !rows.isEmpty else { return }
    let (first, last) = (rows.lowerBound >> 6, (rows.upperBound &- 1) >> 6)
    for index in first...last where index < words.count {
      var word = words[index]
      if index == first { word &= .max &<< UInt64(rows.lowerBound & 63) }
      if index == last { word &= .max &>> UInt64(63 &- (rows.upperBound &- 1) & 63) }
      while word != 0 {
        body(index &<< 6 &+ word.trailingZeroBitCount)
        word &= word &- 1
      }
    }
  }
}
