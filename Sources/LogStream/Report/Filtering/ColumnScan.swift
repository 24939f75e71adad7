/// Loops over columns, 64 rows to a word of a bitmap.
enum ColumnScan {
  /// The rows among the active ones below `count` whose value `passes`.
  @inline(__always)
  static func rows<Value>(
    _ column: Column<Value>,
    below count: Int,
    active: Bitmap,
    where passes: (Value) -> Bool
  ) -> Bitmap {
    if let constant = column.constant {
      return passes(constant) ? active : Bitmap(count: count)
    }
    var passing = active
    column.withValues(below: count) { values in
      for index in active.words.indices {
        let word = active.words[index]
        guard word != 0 else { continue }
        let first = index &* 64
        passing.words[index] = word & bits(values, first, word, passes)
      }
    }
    return passing
  }

  /// The rows among the active ones for whose id the table says yes, and those whose texts decide.
  ///
  /// Only rows below `count` are looked at; ids beyond the table are in neither.
  @inline(__always)
  static func rows<ID: FixedWidthInteger & UnsignedInteger>(
    _ column: Column<ID>,
    below count: Int,
    active: Bitmap,
    verdicts: [ColumnVerdict]
  ) -> (passing: Bitmap, undecided: Bitmap?) {
    let table = verdicts.span
    func verdict(_ id: ID) -> ColumnVerdict {
      let index = Int(truncatingIfNeeded: id)
      return index < table.count ? table[unchecked: index] : .no
    }
    let passing = rows(column, below: count, active: active) { verdict($0) == .yes }
    guard verdicts.contains(.text) else { return (passing, nil) }
    return (passing, rows(column, below: count, active: active) { verdict($0) == .text })
  }

  /// The bits of up to 64 rows from `first` on; where few are asked for, only theirs are right.
  @inline(__always)
  private static func bits<Value>(
    _ values: Span<Value>,
    _ first: Int,
    _ word: UInt64,
    _ passes: (Value) -> Bool
  ) -> UInt64 {
    let count = min(64, values.count &- first)
    var bits: UInt64 = 0
    if word.nonzeroBitCount < 12 {
      var left = word
      while left != 0 {
        let offset = left.trailingZeroBitCount
        if offset < count, passes(values[first &+ offset]) { bits |= 1 &<< UInt64(offset) }
        left &= left &- 1
      }
      return bits
    }
    for offset in 0..<max(0, count) {
      bits |= (passes(values[unchecked: first &+ offset]) ? 1 : 0) &<< UInt64(offset)
    }
    return bits
  }
}
