import LogModel

/// The word of a filter that is being typed: what Tab completes.
struct FilterWord: Hashable, Sendable {
  /// What the word is about to be.
  enum Kind: Hashable, Sendable {
    /// The beginning of a field's name.
    case field
    /// The beginning of a value of the field.
    case value(of: String)
  }

  /// What the word is about to be.
  let kind: Kind
  /// What has been typed of it, without an opening quote.
  let typed: String
  /// How many characters a completion replaces.
  let length: Int

  /// The word at the end of `head`, the text before the cursor.
  init(before head: String) {
    var word = ""
    var inQuotes = false
    for character in head {
      if character == "\"" { inQuotes.toggle() }
      if !inQuotes, character == " " || character == "(" {
        word = ""
      } else {
        word.append(character)
      }
    }
    if word.hasPrefix("-") || word.hasPrefix("!") { word.removeFirst() }
    guard let colon = word.firstIndex(of: ":"), colon > word.startIndex else {
      kind = .field
      typed = word
      length = word.count
      return
    }
    let value = word[word.index(after: colon)...]
    kind = .value(of: String(word[..<colon]))
    typed = value.filter { $0 != "\"" }
    length = value.count
  }

  /// The question for the values that fit, nil for a field's name.
  var question: LogRequest.Picker? {
    guard case .value(let field) = kind else { return nil }
    return LogRequest.Picker(field: field, search: typed, count: 200)
  }

  /// The proposals: names from the vocabulary, or the values in `choices` where they are those of
  /// this word's field.
  func completions(choices: [Choice], answered: String?) -> [Prompt.Completion] {
    switch kind {
    case .field:
      let folded = typed.lowercased()
      return Vocabulary.fields.filter { !typed.isEmpty && $0.name.hasPrefix(folded) }
        .map { Prompt.Completion(text: $0.name + ":", note: $0.meaning) }
    case .value(let field):
      guard answered == field else { return [] }
      let folded = typed.lowercased()
      return choices.filter { typed.isEmpty || $0.value.lowercased().contains(folded) }
        .map { Prompt.Completion(text: Self.literal($0.value), note: CountText.grouped($0.count)) }
    }
  }

  /// A value as the filter language takes it: in quotes unless it is a plain word.
  private static func literal(_ value: String) -> String {
    let isPlain = !value.isEmpty && value.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    if isPlain { return value }
    return "\"" + value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
