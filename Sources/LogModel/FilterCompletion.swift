/// What is being typed at the cursor of a filter: what can stand there, and what the rest lets through.
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
  /// The part of the text that a candidate replaces, in bytes of UTF-8; it ends at the cursor.
  public let range: Range<Int>
  /// The filter without the condition at the cursor; nil where that is not understood.
  public let rest: Filter?

  /// A completion.
  public init(subject: Subject, range: Range<Int>, rest: Filter?) {
    self.subject = subject
    self.range = range
    self.rest = rest
  }

  /// What replaces the range when the candidate is chosen: a name with its colon, a value in quotes
  /// where it needs them.
  public func spelling(of candidate: String) -> String {
    switch subject {
    case .field: String(Filter.field(candidate, .exists).source.dropLast())
    case .value: Self.spelledValue(candidate)
    case .nothing: ""
    }
  }

  /// A value as it is written in a filter: bare where that is safe, else in quotes.
  private static func spelledValue(_ value: String) -> String {
    let isPlain = value.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "_.-:/".contains($0))
    }
    let isSafe =
      isPlain && !value.isEmpty && !FilterSource.keywords.contains(value.lowercased())
      && !(value.hasPrefix("/") && value.hasSuffix("/")) && !value.hasPrefix("-")
    return isSafe ? value : FilterSource.quoted(value)
  }
}
