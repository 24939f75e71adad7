extension Pattern {
  /// The named groups that took part in the first match, each with its bytes; nil without a match.
  ///
  /// A name that stands several times comes as often as it took part. Also nil when the match limit
  /// is met.
  public func captures(in subject: Span<UInt8>) -> [(name: String, range: Range<Int>)]? {
    guard let match = try? search.firstMatch(in: subject, from: 0) else { return nil }
    var result: [(name: String, range: Range<Int>)] = []
    for (index, name) in groupNames.enumerated() {
      guard let name, let range = match.group(index + 1) else { continue }
      result.append((name, range))
    }
    return result
  }

  /// The named groups that took part in the first match, each with its text; nil without a match.
  public func captures(in subject: String) -> [(name: String, text: String)]? {
    let bytes = Array(subject.utf8)
    return captures(in: bytes.span)?.map { capture in
      (capture.name, String(decoding: bytes[capture.range], as: UTF8.self))
    }
  }

  /// The bytes of all groups of the first match, the whole match first; nil without a match.
  ///
  /// A group that took no part is nil.
  public func groups(in subject: Span<UInt8>) throws(PatternError) -> [Range<Int>?]? {
    guard let match = try search.firstMatch(in: subject, from: 0) else { return nil }
    return (0...groupNames.count).map { match.group($0) }
  }
}
