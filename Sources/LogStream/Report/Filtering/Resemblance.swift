/// Literal parts of which a value consists, with anything between each two of them, whatever the case.
struct Resemblance: Sendable {
  private let parts: [String]
  /// The first and the last part as bytes, where all parts are ASCII.
  private let ends: (first: [UInt8], last: [UInt8])?
  /// What stands between them.
  private let inner: TextNeedle

  /// The resemblance to `parts`; one part means no wildcard.
  init(parts: [String]) {
    self.parts = parts.map { $0.lowercased() }
    let isASCII = parts.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
    self.ends = isASCII ? (Self.bytes(self.parts.first), Self.bytes(self.parts.last)) : nil
    self.inner = TextNeedle(parts: Array(self.parts.dropFirst().dropLast()))
  }

  /// Whether a value consists of the parts.
  func holds(_ value: Span<UInt8>) -> Bool {
    guard let ends, !ByteScan.hasHighBit(value) else { return holdsSlowly(value) }
    let last = value.count - ends.last.count
    guard parts.count > 1 else {
      return last == 0 && Self.stands(ends.first, at: 0, value)
    }
    return last >= ends.first.count && Self.stands(ends.first, at: 0, value)
      && Self.stands(ends.last, at: last, value)
      && inner.occurs(in: value.extracting(ends.first.count..<last))
  }

  /// The same where letters beyond ASCII may have another case.
  private func holdsSlowly(_ bytes: Span<UInt8>) -> Bool {
    let value = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }.lowercased()
    guard let first = parts.first, let last = parts.last else { return false }
    guard parts.count > 1 else { return value == first }
    guard value.utf8.count >= first.utf8.count + last.utf8.count, value.hasPrefix(first),
      value.hasSuffix(last)
    else { return false }
    let middle = Array(value.utf8.dropFirst(first.utf8.count).dropLast(last.utf8.count))
    return inner.occurs(in: middle.span)
  }

  private static func bytes(_ part: String?) -> [UInt8] { Array((part ?? "").utf8) }

  @inline(__always)
  private static func stands(_ part: [UInt8], at start: Int, _ value: Span<UInt8>) -> Bool {
    let wanted = part.span
    for offset in wanted.indices
    where ByteScan.lowercased(value[start &+ offset]) != wanted[offset] { return false }
    return true
  }
}
