import LogModel
import Patterns

/// A condition on the whole text of a record.
struct TextTest: Sendable {
  private let needle: TextNeedle?
  private let pattern: Pattern?
  /// What every text that the pattern matches holds, where all of its bytes are ASCII.
  private let literal: TextNeedle?

  /// A test for text that occurs anywhere.
  init(_ pattern: Filter.TextPattern) {
    self.needle = TextNeedle(parts: pattern.parts)
    self.pattern = nil
    self.literal = nil
  }

  /// A test for a condition on any field; comparisons match nothing.
  init(_ condition: Filter.Condition) {
    switch condition {
    case .resembles(let pattern): needle = TextNeedle(parts: pattern.parts)
    case .equals(let text): needle = TextNeedle(parts: [text])
    case .exists: needle = TextNeedle(parts: [])
    case .expression, .compares, .range, .network: needle = nil
    }
    if case .expression(let source) = condition {
      pattern = try? Pattern(source, caseInsensitive: true)
      literal = RequiredLiteral.of(source).map { TextNeedle(parts: [$0]) }
    } else {
      pattern = nil
      literal = nil
    }
  }

  /// Whether the raw text matches.
  func matches(_ text: Span<UInt8>) -> Bool {
    if let needle { return needle.occurs(in: text) }
    if let literal, !literal.occurs(in: text), !ByteScan.hasHighBit(text) { return false }
    return pattern?.matches(text) ?? false
  }

  /// Whether the decoded record is worth a look where its raw text, `text`, does not match.
  func needsDecoding(_ text: Span<UInt8>) -> Bool {
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
