/// Where an expression and its groups matched, in bytes of the subject.
struct PatternMatch {
  private let offsets: [Int]

  /// A match of PCRE2's offset vector: start and end of each group in turn, -1 where unset.
  init(offsets: [Int]) {
    self.offsets = offsets
  }

  /// The bytes of the whole match.
  var range: Range<Int> { group(0) ?? 0..<0 }

  /// The bytes of a group, nil when it took no part or does not exist.
  func group(_ number: Int) -> Range<Int>? {
    guard number >= 0, number < offsets.count / 2 else { return nil }
    let start = offsets[2 * number]
    let end = offsets[2 * number + 1]
    return start >= 0 && end >= start ? start..<end : nil
  }
}
