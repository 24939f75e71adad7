/// Finds secrets in quotes that stand behind their name without a sign between: `PASSWORD 'x'` of SQL, `bad
/// password "x"`.
enum SecretPhrase {
  /// The inside of the quotes that open at `quote`, where the word before tells of a secret.
  static func range(_ text: Span<UInt8>, quote: Int) -> Range<Int>? {
    var start = quote
    while start > 0, text[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    var end = start
    // SQL's strings with escapes: `E'x'`.
    if end > 1, text[end - 1] | 0x20 == UInt8(ascii: "e"), text[end - 2] == 0x20 { end -= 1 }
    guard end > 1, text[end - 1] == 0x20 else { return nil }
    while end > 0, text[end - 1] == 0x20 { end -= 1 }
    guard end > 0, SecretScan.isNameByte(text[end - 1]) else { return nil }
    let first = SecretScan.startOfName(text, endingAt: end)
    let name = first..<end
    guard isSecret(text, name), opens(text, quote) else { return nil }
    var value = SecretValue.range(text, at: start, .word)
    // A quote within SQL's strings is written twice.
    while text[quote] == UInt8(ascii: "'"), value.upperBound + 1 < text.count,
      text[value.upperBound] == text[quote], text[value.upperBound + 1] == text[quote]
    {
      let next = SecretValue.range(text, at: value.upperBound + 1, .word)
      value = value.lowerBound..<next.upperBound
    }
    return isObject(text, name, value) ? nil : value
  }

  private static func isSecret(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
    if isWord("by", text, name) { return follows("identified ", text, name) }
    let word = text.extracting(name)
    return SecretNames.contains(word) && SecretNames.isCertain(word)
      && !follows("unexpected ", text, name)
  }

  /// Whether a quote begins a value rather than ends the text around it.
  private static func opens(_ text: Span<UInt8>, _ quote: Int) -> Bool {
    guard quote + 1 < text.count, text[quote] == UInt8(ascii: "\"") else { return true }
    return text[quote + 1] > 0x20 && !",:}])\\".utf8.contains(text[quote + 1])
  }

  /// Whether the value is the name of one of Kubernetes' objects: `secret "im-tls" not found`.
  private static func isObject(_ text: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>) -> Bool
  {
    guard isWord("secret", text, name) else { return false }
    var at = value.upperBound
    while at < text.count, SecretScan.isQuoting(text[at]) { at += 1 }
    return ByteScan.matches(" not found", text, at: at, to: text.count)
  }

  private static func isWord(_ word: StaticString, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool
  {
    word.utf8CodeUnitCount == range.count
      && ByteScan.matches(word, text, at: range.lowerBound, to: range.upperBound)
  }

  private static func follows(_ word: StaticString, _ text: Span<UInt8>, _ name: Range<Int>) -> Bool
  {
    let start = name.lowerBound - word.utf8CodeUnitCount
    return start >= 0 && ByteScan.matches(word, text, at: start, to: name.lowerBound)
  }
}
