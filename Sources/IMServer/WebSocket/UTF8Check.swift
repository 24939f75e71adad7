/// Checks text that comes in pieces for being UTF-8, and knows at the first byte that cannot be.
///
/// After Unicode's table 3-7 of well-formed sequences: no overlong forms, no surrogates, nothing above
/// U+10FFFF.
public struct UTF8Check: Equatable, Sendable {
  /// How many bytes of the current sequence are to come.
  private var missing = 0
  /// What the next of them may be.
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  /// A check that has seen nothing.
  public init() {}

  /// Whether the text may end here.
  public var isComplete: Bool { missing == 0 }

  /// Takes the next piece.
  ///
  /// - Returns: Whether everything so far can be the beginning of UTF-8 text.
  public mutating func accept(_ bytes: some Sequence<UInt8>) -> Bool {
    for byte in bytes {
      if missing > 0 {
        guard allowed.contains(byte) else { return false }
        missing -= 1
        allowed = 0x80...0xBF
      } else if byte >= 0x80, !begin(byte) {
        return false
      }
    }
    return true
  }

  /// Takes a sequence's first byte.
  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, allowed) = (2, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: missing = 2
    case 0xED: (missing, allowed) = (2, 0x80...0x9F)
    case 0xF0: (missing, allowed) = (3, 0x90...0xBF)
    case 0xF1...0xF3: missing = 3
    case 0xF4: (missing, allowed) = (3, 0x80...0x8F)
    default: return false
    }
    return true
  }
}
