/// Finds whole lines in what was read forwards, and cuts lines that are longer than the limit.
struct LineCutter: Equatable, Sendable {
  /// What is to be done with the bytes at hand.
  enum Cut: Equatable {
    /// This many bytes are whole lines.
    case lines(Int)
    /// All bytes belong to one line that is too long: this many are kept, the rest is skipped.
    case tooLong(kept: Int)
    /// This many bytes are the rest of a line that was too long.
    case rest(Int)
    /// The line is not complete yet: these bytes must come again, with more.
    case partial
  }

  /// The most bytes of a line, its newline not counted.
  let limit: Int
  /// Whether the rest of a line that was too long is being skipped.
  private(set) var isSkipping: Bool

  /// A cutter at the begin of a line, or inside one that is too long.
  init(limit: Int, isSkipping: Bool = false) {
    self.limit = max(limit, 1)
    self.isSkipping = isSkipping
  }

  /// How many bytes must be offered at a time, where there are so many.
  var window: Int { limit + 1 }

  /// What to do with `bytes`, which begin where the last cut ended.
  mutating func cut(_ bytes: [UInt8]) -> Cut {
    if isSkipping {
      guard let newline = bytes.firstIndex(of: LineCutter.newline) else {
        return .rest(bytes.count)
      }
      isSkipping = false
      return .rest(newline + 1)
    }
    if let newline = bytes.lastIndex(of: LineCutter.newline) { return .lines(newline + 1) }
    guard bytes.count > limit else { return .partial }
    isSkipping = true
    return .tooLong(kept: limit)
  }

  /// The byte that ends a line.
  static let newline = UInt8(ascii: "\n")
}
