/// An RE2 expression as PCRE2 takes it: PCRE2's own constructs refused, the few letters that mean
/// something else in PCRE2 rewritten.
struct RE2Translation {
  /// What PCRE2 compiles.
  private(set) var bytes: [UInt8]
  private var shifts: [(from: Int, by: Int)] = []

  /// An expression that is PCRE2's already.
  init(verbatim bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads RE2's syntax; throws where it has something that RE2 does not.
  init(_ source: [UInt8]) throws(PatternError) {
    var scanner = RE2Scanner(source)
    try scanner.scan()
    self.bytes = scanner.output
    self.shifts = scanner.shifts
  }

  /// The offset in the person's text for an offset in `bytes`.
  func sourceOffset(of offset: Int) -> Int {
    let shift = shifts.last { $0.from <= offset }
    return max(0, offset - (shift?.by ?? 0))
  }
}
