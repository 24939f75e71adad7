import Patterns

/// A grok expression, ready to be matched: a regular expression whose groups are fields.
public struct GrokExpression: Sendable {
  /// The expression as it was written.
  public let source: String

  /// The fields in the order of their groups.
  let fields: [GrokExpansion.Field]
  private let pattern: Pattern
  /// The same where text stands in columns; nil where it does not.
  private let columns: GrokColumns?

  /// Compiles an expression; `patterns` are those that it may name.
  public init(_ source: String, patterns: GrokPatterns = GrokPatterns()) throws(GrokError) {
    self.source = source
    let expansion = try GrokExpansion(source, patterns)
    fields = expansion.fields
    columns = GrokColumns(source, patterns, fields: expansion.fields)
    do throws(PatternError) {
      pattern = try Pattern(String(decoding: expansion.source, as: UTF8.self))
    } catch {
      throw .badExpression(source, error)
    }
  }

  /// Calls `body` with the index of each field that captured some text, and the text's bytes; false
  /// where the expression matches no part of the subject.
  @discardableResult
  func match(_ subject: Span<UInt8>, _ body: (Int, Range<Int>) -> Void) -> Bool {
    let pattern = columns?.pattern(for: subject) ?? pattern
    guard let captures = pattern.captures(in: subject) else { return false }
    for capture in captures where !capture.range.isEmpty {
      guard let index = Int(capture.name.dropFirst()), fields.indices.contains(index) else {
        continue
      }
      body(index, capture.range)
    }
    return true
  }
}
