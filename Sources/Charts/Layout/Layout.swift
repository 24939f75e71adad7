/// Splits rectangles: pure functions from lengths to places.
public enum Layout {
  /// How long a part is along the direction of the split.
  public enum Length: Hashable, Sendable {
    /// So many cells.
    case fixed(Int)
    /// A share of what the others leave.
    case weight(Int)
    /// At least so many cells, and a share of what is left over.
    case atLeast(Int, weight: Int)
  }

  /// Parts one below the other, together as high as `rect` where any has a weight.
  ///
  /// Where there is no room for all, those at the end become lower, down to nothing.
  public static func rows(_ lengths: [Length], in rect: Rect) -> [Rect] {
    spans(lengths, total: rect.height).map { span in
      Rect(x: rect.x, y: rect.y + span.lowerBound, width: rect.width, height: span.count)
    }
  }

  /// Parts side by side, together as wide as `rect` where any has a weight.
  ///
  /// Where there is no room for all, those on the right become narrower, down to nothing.
  public static func columns(_ lengths: [Length], in rect: Rect) -> [Rect] {
    spans(lengths, total: rect.width).map { span in
      Rect(x: rect.x + span.lowerBound, y: rect.y, width: span.count, height: rect.height)
    }
  }

  private static func spans(_ lengths: [Length], total: Int) -> [Range<Int>] {
    var left = total
    let least = lengths.map { length in
      let granted = min(left, max(0, length.least))
      left -= granted
      return granted
    }
    var weights = lengths.reduce(0) { $0.clampedAdding(max(0, $1.weight)) }
    var start = 0
    return zip(lengths, least).map { length, granted in
      var own = granted
      if length.weight > 0, weights > 0 {
        let share = left.shared(length.weight, of: weights)
        own += min(left, share)
        left -= min(left, share)
        weights -= length.weight
      }
      defer { start += own }
      return start..<(start + own)
    }
  }
}

extension Layout.Length {
  fileprivate var least: Int {
    switch self {
    case .fixed(let cells), .atLeast(let cells, _): cells
    case .weight: 0
    }
  }

  fileprivate var weight: Int {
    switch self {
    case .weight(let weight), .atLeast(_, let weight): weight
    case .fixed: 0
    }
  }
}

extension Int {
  /// This number times a part of a whole, rounded; all of it where the parts are out of range.
  fileprivate func shared(_ part: Int, of whole: Int) -> Int {
    Int(exactly: (Double(self) * Double(part) / Double(whole)).rounded()) ?? self
  }
}
