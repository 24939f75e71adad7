/// What is being typed at the cursor of a filter, and how a chosen candidate is put there.
///
/// Works on texts that do not parse yet. All offsets count bytes of UTF-8.
public struct FilterCompletion: Hashable, Sendable {
  /// What can be completed.
  public enum Subject: Hashable, Sendable {
    /// A field's name, or a free word, that starts with the prefix.
    case field(prefix: String)
    /// A value of the field (canonical, or the log's own name) that starts with the prefix.
    case value(field: String, prefix: String)
    /// Nothing: the cursor stands inside a regular expression, a range or a free phrase.
    case nothing
  }

  /// What is being completed.
  public let subject: Subject
  /// The part of the text that a candidate replaces.
  public let range: Range<Int>
  private let text: String

  /// Looks at `text` with the cursor behind its byte `cursor`.
  public init(text: String, cursor: Int) {
    self.text = text
    let bytes = Array(text.utf8)
    let end = max(0, min(cursor, bytes.count))
    var reader = FilterCompletionReader(Array(bytes[..<end]))
    (self.subject, self.range) = reader.read()
  }

  /// The text and the cursor after the candidate has replaced what was typed.
  ///
  /// A field's name gets its colon, a value its quotes where it needs them and a space.
  public func applying(_ candidate: String) -> (text: String, cursor: Int) {
    let replacement: String
    switch subject {
    case .field: replacement = FilterCompletionReader.spelledName(candidate) + ":"
    case .value: replacement = FilterCompletionReader.spelledValue(candidate) + " "
    case .nothing: return (text, range.upperBound)
    }
    let bytes = Array(text.utf8)
    var tail = bytes[range.upperBound...]
    let isDoubled = tail.first == replacement.utf8.last
    if isDoubled { tail = tail.dropFirst() }
    let edited = bytes[..<range.lowerBound] + Array(replacement.utf8) + tail
    return (
      String(decoding: edited, as: UTF8.self), range.lowerBound + replacement.utf8.count
    )
  }
}
