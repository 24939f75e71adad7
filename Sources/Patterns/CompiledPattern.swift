import CPCRE2

/// The machine code of one expression: what PCRE2 compiled, owned and freed here.
///
/// PCRE2's compiled code is read-only after the JIT compiler ran, hence usable from any thread.
final class CompiledPattern: @unchecked Sendable {
  /// How an expression is compiled.
  struct Options: OptionSet {
    let rawValue: UInt32

    static let caseInsensitive = Options(rawValue: PCRE2_CASELESS)
    static let dollarEndOnly = Options(rawValue: PCRE2_DOLLAR_ENDONLY)
    static let dotMatchesNewline = Options(rawValue: PCRE2_DOTALL)
    static let wholeSubject = Options(rawValue: PCRE2_ANCHORED | PCRE2_ENDANCHORED)
  }

  private let code: OpaquePointer
  private let groupCount: Int

  /// Compiles `source`; offsets in errors are those of the text that the person wrote.
  init(_ source: RE2Translation, options: Options) throws(PatternError) {
    var errorNumber: Int32 = 0
    var errorOffset = 0
    // PCRE2_ALT_BSUX and friends stay off: the two dialects differ only in what RE2 refuses.
    let flags = options.rawValue | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C
    let compiled = source.bytes.withUnsafeBufferPointer { bytes in
      pcre2_compile_8(
        bytes.baseAddress,
        bytes.count,
        flags,
        &errorNumber,
        &errorOffset,
        nil
      )
    }
    guard let compiled else {
      throw .syntax(
        message: Self.message(for: errorNumber),
        offset: source.sourceOffset(of: errorOffset)
      )
    }
    self.code = compiled
    // Without JIT support the interpreter does the same work, slower.
    _ = pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
    var count: UInt32 = 0
    _ = pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
    self.groupCount = Int(count)
  }

  deinit { pcre2_code_free_8(code) }

  /// Whether some part of `subject` at or after `start` matches.
  func hasMatch(in subject: Span<UInt8>, from start: Int) throws(PatternError) -> Bool {
    try run(in: subject, from: start) != nil
  }

  /// The first match at or after `start`, nil when there is none.
  func firstMatch(in subject: Span<UInt8>, from start: Int) throws(PatternError) -> PatternMatch? {
    guard let scratch = try run(in: subject, from: start) else { return nil }
    return PatternMatch(offsets: scratch.offsets(groups: groupCount + 1))
  }

  /// This thread's scratch holding the first match, nil when there is none.
  private func run(in subject: Span<UInt8>, from start: Int) throws(PatternError) -> MatchScratch? {
    guard start >= 0, start <= subject.count else { return nil }
    let scratch = MatchScratch.ofThisThread(groups: groupCount + 1)
    var outcome = subject.withUnsafeBufferPointer { bytes in
      scratch.match(code, bytes, from: start, options: 0)
    }
    if outcome == PCRE2_ERROR_JIT_STACKLIMIT {
      outcome = subject.withUnsafeBufferPointer { bytes in
        scratch.match(code, bytes, from: start, options: PCRE2_NO_JIT)
      }
    }
    switch outcome {
    case PCRE2_ERROR_NOMATCH: return nil
    case 0...: return scratch
    default: throw .matchLimit
    }
  }

  /// The names of groups 1 and up, nil for those without one.
  func groupNames() -> [String?] {
    var count: UInt32 = 0
    var entrySize: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &entrySize)
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    var names = [String?](repeating: nil, count: groupCount)
    guard let table else { return names }
    for index in 0..<Int(count) {
      let entry = table + index * Int(entrySize)
      let number = Int(entry[0]) << 8 | Int(entry[1])
      guard names.indices.contains(number - 1) else { continue }
      names[number - 1] = String(cString: entry + 2)
    }
    return names
  }

  private static func message(for errorNumber: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(errorNumber, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }
}
