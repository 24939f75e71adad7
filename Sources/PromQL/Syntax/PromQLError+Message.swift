extension PromQLError: CustomStringConvertible {
  /// The error as a sentence for people, without its place.
  public var description: String { message }

  /// The error as a sentence for people, without its place.
  public var message: String { kind.readingMessage ?? kind.typeMessage ?? kind.evaluationMessage }

  /// The message with its place in `source`: line and column, the line, and a caret below; then what to
  /// write instead, where that is known.
  public func rendered(in source: String) -> String {
    let place = SourcePlace(of: range, in: source)
    let text = "\(place.line):\(place.column): \(message)\n\(place.excerpt)"
    guard kind.readingMessage != nil else { return text }
    return ([text] + GrafanaVariables.hints(on: source)).joined(separator: "\n")
  }
}

extension PromQLError.Kind {
  fileprivate var readingMessage: String? {
    switch self {
    case .empty: "no expression found in input"
    case .sourceTooLong(let limit): "expression is longer than \(limit) bytes"
    case .nestingTooDeep(let limit): "expression is nested more than \(limit) levels deep"
    case .unexpected(let found, let context, let expected):
      "unexpected \(found)" + (context.isEmpty ? "" : " in \(context)")
        + (expected.isEmpty ? "" : ", expected \(expected)")
    case .unexpectedCharacter(let found, let context):
      "unexpected character\(context.isEmpty ? "" : " \(context)"): \(found)"
    case .unterminatedString: "unterminated quoted string"
    case .badEscape(let text): "unknown escape sequence \(text)"
    case .badNumber(let text): "bad number or duration syntax: \"\(text)\""
    case .durationNotPositive: "duration must be greater than 0"
    case .outOfRange(let what): "\(what) out of range"
    case .unclosedParenthesis: "unclosed left parenthesis"
    case .repeatedModifier(let modifier): "\(modifier) may not be set multiple times"
    case .misplacedModifier(let modifier):
      "\(modifier) modifier must be preceded by an instant vector selector or range vector "
        + "selector or a subquery"
    case .misplacedRange: "ranges only allowed for vector selectors"
    case .modifierBeforeRange(let modifier): "no \(modifier) modifiers allowed before range"
    case .badRegularExpression(let text): "bad regular expression: \(text)"
    case .emptySelector: "vector selector must contain at least one non-empty matcher"
    case .nameSetTwice(let first, let second):
      "metric name must not be set twice: \"\(first)\" or \"\(second)\""
    default: nil
    }
  }

  fileprivate var typeMessage: String? {
    switch self {
    case .wrongType(let expected, let found, let place):
      "expected type \(expected.rawValue) in \(place), got \(found.rawValue)"
    case .unaryOnWrongType(let found):
      "unary expression only allowed on expressions of type scalar or instant vector, got "
        + "\"\(found.rawValue)\""
    case .binaryOnWrongType: "binary expression must contain only scalar and instant vector types"
    case .subqueryOnWrongType(let found):
      "subquery is only allowed on instant vector, got "
        + "\(found == .rangeVector ? "matrix" : found.rawValue) instead"
    case .unknownFunction(let name): "unknown function with name \"\(name)\""
    case .argumentCount(let function, let expected, let found):
      "expected \(expected) argument(s) in call to \"\(function)\", got \(found)"
    case .aggregationArguments(_, 0): "no arguments for aggregate expression provided"
    case .aggregationArguments(let expected, let found):
      "wrong number of arguments for aggregate expression provided, expected \(expected), got "
        + "\(found)"
    case .boolWithoutComparison: "bool modifier can only be used on comparison operators"
    case .scalarComparison: "comparisons between scalars must use BOOL modifier"
    case .setOperatorOnScalar(let name):
      "set operator \"\(name)\" not allowed in binary scalar expression"
    case .groupingOnSetOperator(let name): "no grouping allowed for \"\(name)\" operation"
    case .matchingOnScalar: "vector matching only allowed between instant vectors"
    case .labelInOnAndGroup(let label):
      "label \"\(label)\" must not occur in ON and GROUP clause at once"
    default: nil
    }
  }

  fileprivate var evaluationMessage: String {
    switch self {
    case .cancelled: "query was cancelled"
    case .tooManySamples(let limit): "query would touch more than \(limit) samples"
    case .tooManySeries(let limit): "query would touch more than \(limit) series"
    case .tooManySteps(let limit): "query has more than \(limit) steps"
    case .badRange: "a range needs a step above zero and an end that is not before its beginning"
    case .rangeOfWrongType(let type):
      "a range query needs a scalar or an instant vector, got \(type.rawValue)"
    case .duplicateLabels: "vector cannot contain metrics with the same labelset"
    case .duplicateMatch(let group, let side, let first, let second):
      "found duplicate series for the match group \(group) on the \(side) hand-side of the "
        + "operation: [\(first), \(second)];many-to-many matching not allowed: matching labels must "
        + "be unique on one side"
    case .implicitManyToOne:
      "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)"
    case .ambiguousGroup:
      "multiple matches for labels: grouping labels must ensure unique matches"
    case .parameterNotANumber: "Parameter value is NaN"
    case .badLabelName(let name): "invalid label name \"\(name)\""
    case .labelTooLong(let limit): "a label became longer than \(limit) bytes"
    case .mixedWindow:
      "one window over what the server has and what is made here; record one of them under a name"
    case .unanswered: "the server has not answered yet"
    case .refusedElsewhere(let reason): reason
    case .cyclicDefinition(let names):
      "definition refers to itself: \(names.joined(separator: " -> "))"
    case .badDefinition(let reason): reason
    default: "expression cannot be evaluated"
    }
  }
}
