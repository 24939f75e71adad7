import CNcurses

/// The pairs of colours that have been defined.
struct ColorPairs {
  private struct Pair: Hashable {
    var foreground: Int16
    var background: Int16
  }

  private let limit: Int
  private let hasOwnColors: Bool
  private var numbers: [Pair: Int32] = [:]

  /// Room for pairs 1 up to, but not including, `limit`.
  ///
  /// Where the terminal's own colours cannot be named, white on black stands for them.
  init(limit: Int, hasOwnColors: Bool) {
    self.limit = limit
    self.hasOwnColors = hasOwnColors
  }

  /// The number of a pair, defined when it is new; 0, the terminal's own look, where there is no
  /// room for more.
  mutating func pair(foreground: Int16, background: Int16) -> Int32 {
    if foreground < 0, background < 0 { return 0 }
    let wanted = Pair(foreground: foreground, background: background)
    if let known = numbers[wanted] { return known }
    let front = foreground < 0 && !hasOwnColors ? 7 : Int32(foreground)
    let back = background < 0 && !hasOwnColors ? 0 : Int32(background)
    let number = Int32(clamping: numbers.count + 1)
    guard numbers.count + 1 < limit, imtop_define_pair(number, front, back) else {
      return numbers[Pair(foreground: foreground, background: -1)] ?? 0
    }
    numbers[wanted] = number
    return number
  }
}
