/// Finds secrets in the text of XML elements, as XMPP servers log them: `<auth mechanism='PLAIN'>x</auth>`,
/// `<password>x</password>`.
enum SecretElement {
  /// A tag has no more bytes than this.
  private static let tagLimit = 512

  /// The text of the element whose tag begins at `start`, where its name tells of a secret.
  static func range(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    var nameEnd = start + 1
    while nameEnd < text.count, SecretScan.isTokenByte(text[nameEnd]), nameEnd - start < 64 {
      nameEnd += 1
    }
    guard nameEnd > start + 1, nameEnd < text.count,
      let close = ByteScan.first(
        UInt8(ascii: ">"),
        in: text,
        from: nameEnd,
        to: min(text.count, start + tagLimit)
      ), text[close - 1] != UInt8(ascii: "/"),
      isSecret(text, start + 1..<nameEnd, close)
    else { return nil }
    let end = ByteScan.first(UInt8(ascii: "<"), in: text, from: close + 1, to: text.count)
    return close + 1..<(end ?? text.count)
  }

  private static func isSecret(_ text: Span<UInt8>, _ name: Range<Int>, _ close: Int) -> Bool {
    // SASL's: other protocols have elements of these names too.
    let answers: [StaticString] = ["auth", "response", "initial-response"]
    let isAnswer = answers.contains {
      $0.utf8CodeUnitCount == name.count
        && ByteScan.matches($0, text, at: name.lowerBound, to: name.upperBound)
    }
    if isAnswer {
      return name.count > 8 || ByteScan.contains("sasl", text, from: name.upperBound, to: close)
        || ByteScan.contains("mechanism", text, from: name.upperBound, to: close)
    }
    // Behind any other tag than an element's, as in `<token> of <user>`, the text is no value.
    let word = text.extracting(name)
    guard SecretNames.contains(word), SecretNames.isCertain(word),
      let end = ByteScan.first(UInt8(ascii: "<"), in: text, from: close + 1, to: text.count)
    else { return false }
    return end + 1 < text.count && text[end + 1] == UInt8(ascii: "/")
  }
}
