/// Literal parts that must occur one after another in a text, whatever the case of ASCII letters.
struct TextNeedle: Sendable {
  private let parts: [NeedlePart]
  /// Whether a part has bytes that JSON may escape: where the raw text has a backslash and does not
  /// match, the decoded one may.
  let maybeEscaped: Bool
  /// Whether a part has letters beyond ASCII that have two cases.
  let hasWideCase: Bool

  /// Whether a text that does not match may do so once it is decoded or in lower case.
  var needsDecoding: Bool { maybeEscaped || hasWideCase }

  /// A needle of the literal parts; `*` stands between each two of them.
  init(parts: [String]) {
    self.parts = parts.filter { !$0.isEmpty }.map(NeedlePart.init)
    let scalars = parts.flatMap(\.unicodeScalars)
    self.maybeEscaped = scalars.contains {
      !$0.isASCII || $0.value < 0x20 || "\"\\/<>&'".unicodeScalars.contains($0)
    }
    self.hasWideCase = scalars.contains { !$0.isASCII && $0.properties.isCased }
  }

  /// Whether nothing is asked.
  var isEmpty: Bool { parts.isEmpty }

  /// Whether the parts occur in order.
  func occurs(in text: Span<UInt8>) -> Bool {
    var start = 0
    for part in parts {
      guard let found = part.find(in: text, from: start) else { return false }
      start = found + part.bytes.count
    }
    return true
  }
}
