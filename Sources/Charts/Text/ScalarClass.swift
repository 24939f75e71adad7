/// What a code point does to the columns of a terminal.
///
/// Terminals disagree about sequences, so the canvas draws only what they agree about: no joiners,
/// no variation selectors, and nothing invisible that could hide or reorder the text around it.
enum ScalarClass: UInt32 {
  /// One column.
  case narrow = 0
  /// Two columns.
  case wide = 1
  /// No column of its own: it is drawn over the character before it.
  case mark = 2
  /// Joiners and variation selectors: left out.
  case removed = 3
  /// Controls, format characters and code points without a character: shown in notation.
  case unprintable = 4
  /// A skin tone: left out behind a picture, a picture of two columns when alone.
  case modifier = 5

  /// The class of a code point.
  init(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      self = scalar.value >= 0x20 && scalar.value < 0x7F ? .narrow : .unprintable
    } else {
      self = Self.lookup(scalar.value)
    }
  }

  private static func lookup(_ codePoint: UInt32) -> ScalarClass {
    let key = codePoint << 3 | 7
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle] <= key { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? .unprintable : ScalarClass(rawValue: runs[low - 1] & 7) ?? .unprintable
  }
}
