extension FilterProblem {
  /// What is wrong and what to write instead, in one sentence.
  var message: String {
    switch self {
    case .tooLong(let limit): "the filter is longer than \(limit) bytes; shorten it"
    case .tooDeep(let limit): "the filter nests deeper than \(limit) levels; leave out parentheses"
    case .tooMany(let limit):
      "the filter has more than \(limit) conditions; use wildcards or a /regex/"
    case .unclosedQuote:
      "the quote is not closed; add \" at the end, or write \\\" for a quote itself"
    case .unclosedGroup: "the parenthesis is not closed; add )"
    case .unexpectedClosing(let sign): "\(sign) closes nothing; remove it, or put it in quotes"
    case .emptyGroup: "nothing stands between the parentheses; write a condition there"
    case .nothingBefore(let word):
      "\(word) needs a condition before it; put it in quotes to search for the word"
    case .nothingAfter(let word):
      "\(word) needs a condition after it; put it in quotes to search for the word"
    case .missingValue(let field, let sign):
      "\(field)\(sign) needs a value; write \(field):* for any"
    case .missingField(let sign): "\(sign) needs a field before it, as in status \(sign) 500"
    case .misplacedBrace: "{ stands only behind a field's colon; put it in quotes to search for it"
    case .unknownOperator(let sign, let proposal): "there is no operator \(sign); write \(proposal)"
    case .malformedRange(let field):
      "a range is written \(field):[a TO b], or with { } to leave the bounds out"
    case .malformedNetwork(let text):
      "\(text) is no network; write it as 10.0.0.0/8 or 2001:db8::/32"
    case .malformedExpression(let reason): "the regular expression is wrong: \(reason)"
    case .wildcardInName(let name):
      "\(name) has a wildcard; only values can have one, name the field in full"
    case .fuzziness(let sign):
      "\(sign) would search for what is alike or near, which is not done here; use * and ? or a "
        + "/regex/, or write \\\(sign) for the sign itself"
    case .impossibleValue(let field, let text, let proposal):
      "\(field) is never \(text); write \(proposal)"
    case .wrongOperand(let field, let text, let proposal):
      "\(field) cannot be compared with \(text); write \(proposal)"
    }
  }
}
