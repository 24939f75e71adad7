import LogModel
import Patterns

/// A condition on the whole text of a record.
struct TextTest: Sendable {
  private let needle: TextNeedle?
  private let pattern: Pattern?

  /// A test for text that occurs anywhere.
  init(_ pattern: Filter.TextPattern) {
    self.needle = TextNeedle(parts: pattern.parts)
    self.pattern = nil
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
    } else {
      pattern = nil
    }
  }

  /// Whether the raw text matches.
  func matches(_ text: Span<UInt8>) -> Bool {
    if let needle { return needle.occurs(in: text) }
    return pattern?.matches(text) ?? false
  }

  /// Whether the decoded record is worth a look where its raw text, `text`, does not match.
  func needsDecoding(_ text: Span<UInt8>) -> Bool {
    guard needle?.needsDecoding ?? true else { return false }
    return ByteScan.first(UInt8(ascii: "\\"), in: text, from: 0, to: text.count) != nil
      || text.indices.contains { text[$0] >= 0x80 }
  }

  /// Whether a value of the decoded record matches.
  func matches(_ record: LogRecord) -> Bool {
    matches(record.message.utf8.span)
      || record.fields.contains { field in
        matches(field.value.utf8.span) || matches(field.value.lowercased().utf8.span)
      }
  }
}
