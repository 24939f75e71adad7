import LogModel
import Patterns

/// A condition on the whole text of a record.
struct TextTest: Sendable {
  private let needle: TextNeedle?
  private let pattern: Pattern?
  /// What every text that the pattern matches holds, where all of its bytes are ASCII.
  private let literal: TextNeedle?
  /// Whether letters beyond ASCII may stand for some of the literal's, whatever the case.
  private let literalHasKin: Bool

  /// A test for text that occurs anywhere.
  init(_ pattern: Filter.TextPattern) {
    guard pattern.asksForCharacters else {
      self.init(needle: TextNeedle(parts: pattern.parts))
      return
    }
    let isASCII = pattern.parts.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
    self.init(
      expression: pattern.expression,
      literal: isASCII ? TextNeedle(parts: pattern.parts) : nil,
      letters: pattern.parts.joined()
    )
  }

  /// A test for a condition on any field; comparisons match nothing.
  init(_ condition: Filter.Condition) {
    switch condition {
    case .resembles(let pattern): self.init(pattern)
    case .equals(let text): self.init(needle: TextNeedle(parts: [text]))
    case .exists: self.init(needle: TextNeedle(parts: []))
    case .compares, .range, .network: self.init(needle: nil)
    case .expression(let source):
      let required = RequiredLiteral.of(source)
      self.init(
        expression: source,
        literal: required.map { TextNeedle(parts: [$0]) },
        letters: required ?? ""
      )
    }
  }

  private init(needle: TextNeedle?) {
    self.needle = needle
    pattern = nil
    literal = nil
    literalHasKin = false
  }

  private init(expression: String, literal: TextNeedle?, letters: String) {
    needle = nil
    pattern = try? Pattern(expression, caseInsensitive: true)
    self.literal = literal
    // The sign of the kelvin and the long s.
    literalHasKin = letters.lowercased().contains { $0 == "k" || $0 == "s" }
  }

  /// What the raw text of a record tells of it: `.text` where the decoded record is worth a look.
  func verdict(_ text: Span<UInt8>) -> ColumnVerdict {
    if lacksLiteral(text) {
      return literal?.maybeEscaped ?? true && needsDecoding(text) ? .text : .no
    }
    return occurs(in: text) ? .yes : needsDecoding(text) ? .text : .no
  }

  /// Whether the text matches.
  private func matches(_ text: Span<UInt8>) -> Bool { !lacksLiteral(text) && occurs(in: text) }

  private func occurs(in text: Span<UInt8>) -> Bool {
    needle?.occurs(in: text) ?? pattern?.matches(text) ?? false
  }

  /// Whether something is missing that every match of the pattern holds.
  private func lacksLiteral(_ text: Span<UInt8>) -> Bool {
    guard let literal, !literal.occurs(in: text) else { return false }
    return !literalHasKin || !ByteScan.hasHighBit(text)
  }

  private func needsDecoding(_ text: Span<UInt8>) -> Bool {
    if needle?.hasWideCase ?? false, ByteScan.hasHighBit(text) { return true }
    guard needle?.maybeEscaped ?? true else { return false }
    return ByteScan.first(UInt8(ascii: "\\"), in: text, from: 0, to: text.count) != nil
  }

  /// Whether a value of the decoded record matches.
  func matches(_ record: LogRecord) -> Bool {
    matches(record.message.utf8.span)
      || record.fields.contains { field in
        matches(field.value.utf8.span) || matches(field.value.lowercased().utf8.span)
      }
  }
}
