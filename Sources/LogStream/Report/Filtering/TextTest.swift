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
    self.needle = TextNeedle(parts: pattern.parts)
    self.pattern = nil
    self.literal = nil
    self.literalHasKin = false
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
      let required = RequiredLiteral.of(source)
      literal = required.map { TextNeedle(parts: [$0]) }
      // The sign of the kelvin and the long s.
      literalHasKin = required?.lowercased().contains { $0 == "k" || $0 == "s" } ?? false
    } else {
      pattern = nil
      literal = nil
      literalHasKin = false
    }
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
