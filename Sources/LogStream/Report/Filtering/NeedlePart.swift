import CByteScan

/// Literal text that is looked for, whatever the case of ASCII letters.
struct NeedlePart: Sendable {
  /// The bytes, ASCII letters in lower case.
  let bytes: [UInt8]

  private static let lowBits: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  /// Bytes in the order in which logs are full of them; what is not listed is rarer.
  private static let frequent = Array("\"e:,ta0o1nirs2-/lcdu34.p5m6789h_gbfvwyk{} jxqz".utf8)

  /// Where in `bytes` the two rarest of them stand.
  private let probes: (Int, Int)
  private let patterns: (UInt64, UInt64)

  /// Looks for a text that is not empty.
  init(_ text: String) {
    let bytes = text.utf8.map(ByteScan.lowercased)
    let ranked = bytes.indices.sorted { left, right in
      (Self.rank(bytes[left]), right) > (Self.rank(bytes[right]), left)
    }
    let first = ranked.first ?? 0
    let second = ranked.first { bytes[$0] != bytes[first] } ?? first
    self.bytes = bytes
    probes = (first, second)
    patterns = (Self.pattern(bytes[first]), Self.pattern(bytes[second]))
  }

  /// Where the text begins at or after `start`; nil where it does not occur.
  ///
  /// Two of its bytes are looked for at 64 places in one step, at eight where less is left; setting bit 5 finds both cases of a
  /// letter, and a few bytes too many, which the comparison sorts out.
  @inline(__always)
  func find(in text: Span<UInt8>, from start: Int) -> Int? {
    let last = text.count &- bytes.count
    guard last >= start else { return nil }
    let end = text.count &- max(probes.0, probes.1) &- 8
    guard end >= 0 else { return findSlowly(in: text, from: start) }
    let raw = text.bytes
    var at = start
    let wide = text.count &- max(probes.0, probes.1) &- Int(IMTOP_SCAN_WIDTH)
    while at <= min(last, wide) {
      var found = raw.withUnsafeBytes { pairs($0, at) }
      while found != 0 {
        let place = at &+ found.trailingZeroBitCount
        if place > last { return nil }
        if stands(at: place, text) { return place }
        found &= found &- 1
      }
      at &+= Int(IMTOP_SCAN_WIDTH)
    }
    while at <= last {
      // The last step looks at places again rather than behind the end.
      let block = min(at, end)
      let first = raw.unsafeLoadUnaligned(fromByteOffset: block &+ probes.0, as: UInt64.self)
      let second = raw.unsafeLoadUnaligned(fromByteOffset: block &+ probes.1, as: UInt64.self)
      let differing =
        ((first | 0x2020_2020_2020_2020) ^ patterns.0)
        | ((second | 0x2020_2020_2020_2020) ^ patterns.1)
      var found = (differing &- Self.lowBits) & ~differing & Self.highBits
      while found != 0 {
        let place = block &+ found.trailingZeroBitCount >> 3
        if place > last { return nil }
        if place >= at, stands(at: place, text) { return place }
        found &= found &- 1
      }
      at = block &+ 8
    }
    return nil
  }

  /// A bit for each of the 64 places from `at` on at which both bytes stand.
  @inline(__always)
  private func pairs(_ raw: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
    guard let base = raw.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    return imtop_pairs(
      base + (at &+ probes.0),
      base + (at &+ probes.1),
      UInt8(truncatingIfNeeded: patterns.0),
      UInt8(truncatingIfNeeded: patterns.1)
    )
  }

  private func findSlowly(in text: Span<UInt8>, from start: Int) -> Int? {
    var at = start
    while at <= text.count &- bytes.count {
      if stands(at: at, text) { return at }
      at &+= 1
    }
    return nil
  }

  @inline(__always)
  private func stands(at start: Int, _ text: Span<UInt8>) -> Bool {
    let wanted = bytes.span
    for offset in wanted.indices
    where ByteScan.lowercased(text[start &+ offset]) != wanted[offset] { return false }
    return true
  }

  private static func rank(_ byte: UInt8) -> Int {
    frequent.firstIndex(of: byte) ?? frequent.count
  }

  private static func pattern(_ byte: UInt8) -> UInt64 { lowBits &* UInt64(byte | 0x20) }
}
