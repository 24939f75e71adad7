extension Pattern {
  /// What `template` becomes when the whole of `subject` matches; nil when it does not match.
  ///
  /// The template is Go's: `$1`, `$name`, `${name}`, `$$`; an unknown group is empty.
  public func expanding(_ template: String, matchingWhole subject: String) -> String? {
    let bytes = Array(subject.utf8)
    guard let compiled = try? wholePattern(),
      let match = try? compiled.firstMatch(in: bytes.span, from: 0)
    else { return nil }
    var result: [UInt8] = []
    ReplacementTemplate(template).append(match, of: bytes, names: groupNames, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// `subject` with every match replaced by what `template` (Go's syntax) becomes for it.
  ///
  /// Where the match limit is met, the rest of the subject stays as it is.
  public func replacingAll(in subject: String, with template: String) -> String {
    let bytes = Array(subject.utf8)
    let template = ReplacementTemplate(template)
    var result: [UInt8] = []
    var copied = 0
    var position = 0
    while position <= bytes.count {
      guard let match = try? search.firstMatch(in: bytes.span, from: position) else { break }
      result += bytes[copied..<match.range.lowerBound]
      if match.range.upperBound > copied || match.range.lowerBound == 0 {
        template.append(match, of: bytes, names: groupNames, to: &result)
      }
      copied = match.range.upperBound
      position = max(copied, position + Self.width(ofScalarAt: position, in: bytes))
    }
    result += bytes[copied...]
    return String(decoding: result, as: UTF8.self)
  }

  /// How many bytes the scalar at `position` takes; one at the end.
  private static func width(ofScalarAt position: Int, in bytes: [UInt8]) -> Int {
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
    return end - position
  }
}
