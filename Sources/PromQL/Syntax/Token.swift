/// A word of the source.
struct Token {
  /// What was read.
  enum Kind: Equatable {
    case end
    case identifier(String)
    case number(Double)
    case duration(milliseconds: Int64)
    case string(String)
    case leftParenthesis
    case rightParenthesis
    case leftBrace
    case rightBrace
    case leftBracket
    case rightBracket
    case comma
    case colon
    case assign
    case at
    case regexMatch
    case regexNoMatch
    case binary(BinaryOperator)
  }

  /// What was read.
  let kind: Kind
  /// Where it stands, in UTF-8 bytes.
  let range: Range<Int>
}

extension Token.Kind {
  /// The words that have a meaning of their own in some place.
  static let keywords: Set<String> = [
    "and", "or", "unless", "atan2", "by", "without", "on", "ignoring", "group_left", "group_right",
    "bool", "offset", "sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", "topk",
    "bottomk", "count_values", "quantile",
  ]

  /// How errors name the token.
  var description: String {
    switch self {
    case .end: "end of input"
    case .identifier(let name):
      Self.keywords.contains(name.lowercased())
        ? "<\(name.lowercased())>" : "identifier \"\(name)\""
    case .number(let value): "number \"\(NumberFormat.shortest(value))\""
    case .duration(let milliseconds):
      "duration \"\(DurationSyntax.text(milliseconds: milliseconds))\""
    case .string(let text): "string \"\(text)\""
    case .leftParenthesis: "\"(\""
    case .rightParenthesis: "right parenthesis ')'"
    case .leftBrace: "\"{\""
    case .rightBrace: "\"}\""
    case .leftBracket: "\"[\""
    case .rightBracket: "\"]\""
    case .comma: "\",\""
    case .colon: "\":\""
    case .assign: "\"=\""
    case .at: "<op:@>"
    case .regexMatch: "\"=~\""
    case .regexNoMatch: "\"!~\""
    case .binary(let operation): "<op:\(operation.rawValue)>"
    }
  }
}
