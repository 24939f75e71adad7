/// Literal parts that must occur one after another in a text, whatever the case of ASCII letters.
struct TextNeedle: Sendable {
  private let parts: [[UInt8]]
  /// Whether a part has letters beyond ASCII that have a case, or bytes that JSON may escape: where
  /// the raw text of a record does not match, the decoded one may.
  let needsDecoding: Bool

  /// A needle of the literal parts; `*` stands between each two of them.
  init(parts: [String]) {
    self.parts = parts.filter { !$0.isEmpty }.map { part in
      part.utf8.map(ByteScan.lowercased)
    }
    self.needsDecoding = parts.contains { part in
      part.unicodeScalars.contains {
        !$0.isASCII || $0.value < 0x20 || "\"\\/<>&'".unicodeScalars.contains($0)
      }
    }
  }

  /// Whether nothing is asked.
  var isEmpty: Bool { parts.isEmpty }

  /// Whether the parts occur in order.
  func occurs(in text: Span<UInt8>) -> Bool {
    var start = 0
    for part in parts {
      guard let found = Self.find(part, in: text, from: start) else { return false }
      start = found + part.count
    }
    return true
  }

  /// Where a part in lower case begins.
  @inline(__always)
  private static func find(_ part: [UInt8], in text: Span<UInt8>, from start: Int) -> Int? {
    let needle = part.span
    let last = text.count &- needle.count
    guard last >= start else { return nil }
    let bytes = text.bytes
    // The first byte is looked for eight at a time; setting bit 5 finds both cases of a letter, and
    // a few bytes too many, which the comparison sorts out.
    let pattern = (0x0101_0101_0101_0101 as UInt64) &* UInt64(needle[0] | 0x20)
    var at = start
    while at <= last {
      if at &+ 8 <= text.count {
        let folded =
          (bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) | 0x2020_2020_2020_2020)
          ^ pattern
        let found = (folded &- 0x0101_0101_0101_0101) & ~folded & 0x8080_8080_8080_8080
        if found == 0 {
          at &+= 8
          continue
        }
        at &+= found.trailingZeroBitCount >> 3
        if at > last { return nil }
      }
      if matches(needle, text, at) { return at }
      at &+= 1
    }
    return nil
  }

  @inline(__always)
  private static func matches(_ needle: Span<UInt8>, _ text: Span<UInt8>, _ start: Int) -> Bool {
    for offset in needle.indices
    where ByteScan.lowercased(text[start &+ offset]) != needle[offset] { return false }
    return true
  }
}
