import LogModel

/// What can be wrong with a filter's text.
enum FilterProblem: Hashable {
  /// The text is longer than the limit.
  case tooLong(limit: Int)
  /// Parentheses or negations nest deeper than the limit.
  case tooDeep(limit: Int)
  /// There are more conditions than the limit.
  case tooMany(limit: Int)
  /// A quote has no partner.
  case unclosedQuote
  /// A parenthesis has no partner.
  case unclosedGroup
  /// A closing parenthesis without an opening one.
  case unexpectedClosing(String)
  /// Nothing stands between parentheses.
  case emptyGroup
  /// A joining word has nothing on its left.
  case nothingBefore(String)
  /// A joining word or a negation has nothing on its right.
  case nothingAfter(String)
  /// A field's name is followed by an operator and nothing else.
  case missingValue(field: String, sign: String)
  /// An operator without a field.
  case missingField(sign: String)
  /// A brace that does not follow a field and its colon.
  case misplacedBrace
  /// An operator that the language does not have.
  case unknownOperator(String, proposal: String)
  /// A range that is not written as one.
  case malformedRange(field: String)
  /// A network with a wrong address or prefix length.
  case malformedNetwork(String)
  /// A regular expression that does not compile.
  case malformedExpression(String)
  /// A field's name with a wildcard.
  case wildcardInName(String)
  /// Lucene's `~` behind a word or a phrase.
  case fuzziness(String)
  /// A value that the field can never have.
  case impossibleValue(field: String, text: String, proposal: String)
  /// A literal that cannot be compared with the field.
  case wrongOperand(field: String, text: String, proposal: String)
}
