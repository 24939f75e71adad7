/// Why an expression was refused or could not be evaluated, and which part of it.
public struct PromQLError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Kind: Equatable, Sendable {
    // Reading.
    /// There is no expression.
    case empty
    /// The source has more bytes than are read.
    case sourceTooLong(limit: Int)
    /// The expression has more levels than are read.
    case nestingTooDeep(limit: Int)
    /// A token does not fit; where it stands and what would fit, as far as that helps.
    case unexpected(String, context: String = "", expected: String = "")
    /// A character that begins no token.
    case unexpectedCharacter(String, context: String = "")
    /// A string without its closing quote.
    case unterminatedString
    /// A backslash with what is no escape.
    case badEscape(String)
    /// Digits that are neither a number nor a duration.
    case badNumber(String)
    /// A duration of zero or less where there must be more.
    case durationNotPositive
    /// A duration or a timestamp that does not fit.
    case outOfRange(String)
    /// A parenthesis that is never closed.
    case unclosedParenthesis
    /// A second `offset` or `@` on one selector.
    case repeatedModifier(String)
    /// `offset` or `@` behind something that has no time of its own.
    case misplacedModifier(String)
    /// `[5m]` behind something that is no selector.
    case misplacedRange
    /// `[5m]` behind `offset` or `@`.
    case modifierBeforeRange(String)
    /// A label matcher whose regular expression is refused.
    case badRegularExpression(String)
    /// A selector that would match all series.
    case emptySelector
    /// A metric's name given twice.
    case nameSetTwice(String, String)

    // Types.
    /// An expression of the wrong kind.
    case wrongType(expected: ValueType, found: ValueType, place: String)
    /// A unary operator on a string or a range.
    case unaryOnWrongType(ValueType)
    /// A binary operator on a string or a range.
    case binaryOnWrongType
    /// A subquery of something that is no instant vector.
    case subqueryOnWrongType(ValueType)
    /// A function that does not exist.
    case unknownFunction(String)
    /// Too many or too few arguments; what was expected, for example "at most 1".
    case argumentCount(function: String, expected: String, found: Int)
    /// Too many or too few arguments of an aggregation.
    case aggregationArguments(expected: Int, found: Int)
    /// `bool` without a comparison.
    case boolWithoutComparison
    /// A comparison of scalars without `bool`.
    case scalarComparison
    /// `and`, `or`, `unless` with a scalar.
    case setOperatorOnScalar(String)
    /// `group_left` or `group_right` with a set operator.
    case groupingOnSetOperator(String)
    /// `on` or `ignoring` with a scalar.
    case matchingOnScalar
    /// A label both in `on` and in `group_left`.
    case labelInOnAndGroup(String)

    // Evaluating.
    /// The evaluation was given up because nobody waits for it any more.
    case cancelled
    /// More samples than one query may touch.
    case tooManySamples(limit: Int)
    /// More series than one query may touch.
    case tooManySeries(limit: Int)
    /// More steps than one query may have.
    case tooManySteps(limit: Int)
    /// A range without a step, or with its end before its beginning.
    case badRange
    /// An expression whose value is no series, asked for along a range.
    case rangeOfWrongType(ValueType)
    /// Two results with the same labels.
    case duplicateLabels
    /// Several elements on the side that may have only one.
    case duplicateMatch(group: String, side: String, first: String, second: String)
    /// Several elements on a side without `group_left` or `group_right`.
    case implicitManyToOne
    /// Several results with the same labels for one group.
    case ambiguousGroup
    /// A parameter that must be a number is none.
    case parameterNotANumber
    /// A text that cannot be a label's name.
    case badLabelName(String)
    /// A label that became longer than labels may be.
    case labelTooLong(limit: Int)

    // Parts that another server computes.
    /// A window over series of which some are here and some elsewhere.
    case mixedWindow
    /// The server has not answered yet.
    case unanswered
    /// The server does not answer, and why.
    case refusedElsewhere(String)

    // Definitions.
    /// A definition that refers to itself; the names on the way.
    case cyclicDefinition([String])
    /// A definition used with a window or a shift that its kind does not allow.
    case badDefinition(String)
  }

  /// What is wrong.
  public let kind: Kind
  /// Which part of the source, in UTF-8 bytes; empty at the end of the source.
  public let range: Range<Int>

  /// The error that a rule's labels make two series of `expression` the same.
  public init(duplicateLabelsIn expression: Expr) {
    self.init(.duplicateLabels, at: expression.range)
  }

  /// An error at `range` of the source.
  init(_ kind: Kind, at range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
