public import LogModel

extension FilterCompletion {
  /// Looks at `text`, which need not parse, with the cursor behind its byte `cursor`.
  public init(text: String, cursor: Int) {
    let bytes = Array(text.utf8)
    let end = max(0, min(cursor, bytes.count))
    var reader = FilterCompletionReader(Array(bytes[..<end]))
    let (subject, range) = reader.read()
    let tail = Self.behindCondition(bytes[end...], isInGroup: reader.isInGroup)
    self.init(
      subject: subject,
      range: range,
      rest: Self.rest(bytes[..<min(reader.conditionStart, end)], tail, open: reader.openParentheses)
    )
  }

  /// What stands before and behind the condition, with everything in its place.
  private static func rest(
    _ head: ArraySlice<UInt8>,
    _ tail: ArraySlice<UInt8>,
    open: Int
  ) -> Filter? {
    let text = String(decoding: head + [UInt8(ascii: "*")] + tail, as: UTF8.self)
    for closing in 0...max(0, open) {
      let filter = try? FilterParser.parse(text + String(repeating: ")", count: closing))
      if let filter { return filter }
    }
    return nil
  }

  /// What follows the word, or the group of values, in which the cursor stands.
  private static func behindCondition(
    _ tail: ArraySlice<UInt8>,
    isInGroup: Bool
  ) -> ArraySlice<UInt8> {
    let closing = UInt8(ascii: ")")
    guard isInGroup else {
      return tail.drop { $0 != closing && $0 > 0x20 }
    }
    return tail.drop { $0 != closing }.dropFirst()
  }
}
