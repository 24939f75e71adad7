/// What a person asked to see: the syntax tree of the filter language.
///
/// `docs/filter.md` describes the language. Every node prints to source that parses to the same tree.
public indirect enum Filter: Hashable, Sendable {
  /// Everything; the empty filter.
  case all
  /// Both sides hold.
  case and(Filter, Filter)
  /// One side holds.
  case or(Filter, Filter)
  /// The operand does not hold.
  case not(Filter)
  /// A word or phrase that occurs anywhere in the record, whatever its case.
  case text(TextPattern)
  /// A condition on one field, given by the vocabulary's name or by the log's own.
  case field(String, Condition)

  /// The names of the fields that it asks for and the vocabulary does not know.
  public var ownFields: Set<String> {
    switch self {
    case .all, .text: []
    case .and(let left, let right), .or(let left, let right):
      left.ownFields.union(right.ownFields)
    case .not(let inner): inner.ownFields
    case .field(let name, _):
      FilterField(rawValue: name) == nil && name != Self.anyField ? [name] : []
    }
  }

  /// Those of `ownFields` that every record which passes has.
  public var neededFields: Set<String> {
    switch self {
    case .all, .text, .not: []
    case .and(let left, let right): left.neededFields.union(right.neededFields)
    case .or(let left, let right): left.neededFields.intersection(right.neededFields)
    case .field: ownFields
    }
  }

  /// What is asked of a field's value.
  public enum Condition: Hashable, Sendable {
    /// The field is present.
    case exists
    /// The value equals or, with wildcards, resembles the text, whatever its case.
    case resembles(TextPattern)
    /// The value is exactly the text (`field = value`).
    case equals(String)
    /// The value compares with a number, duration, level, time or text.
    case compares(Comparison, Operand)
    /// The value lies between two bounds; nil is an open end.
    case range(Operand?, includesLower: Bool, Operand?, includesUpper: Bool)
    /// The address lies in a network: `10.0.0.0/8`, `2001:db8::/32`.
    case network(String)
    /// Some part of the value matches the regular expression.
    case expression(String)
  }

  /// How two values compare.
  public enum Comparison: String, Hashable, Sendable {
    /// Less than.
    case less = "<"
    /// Less than or equal.
    case lessOrEqual = "<="
    /// Greater than.
    case greater = ">"
    /// Greater than or equal.
    case greaterOrEqual = ">="
  }

  /// A literal on the right of a comparison, as written.
  public struct Operand: Hashable, Sendable {
    /// The literal's text: `500`, `1s`, `warn`, `-5m`.
    public var text: String

    /// The literal `text`.
    public init(_ text: String) { self.text = text }
  }
}

/// Why a filter was not understood.
public struct FilterError: Error, Hashable, Sendable {
  /// What is wrong and what to write instead, in one sentence.
  public var message: String
  /// Where, as a range of UTF-8 offsets into the filter's text.
  public var range: Range<Int>

  /// An error at `range`.
  public init(message: String, range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
