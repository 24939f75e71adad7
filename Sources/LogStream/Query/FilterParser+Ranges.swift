import LogModel

extension FilterParser {
  /// The literal on the right of an operator.
  mutating func parseOperand(
    of field: String,
    sign: FilterOperator
  ) throws(FilterError)
    -> Filter.Operand
  {
    if scanner.next == UInt8(ascii: "\"") { return Filter.Operand(try parseQuoted()) }
    let start = scanner.at
    let isSign = "<>=".utf8.contains(scanner.next)
    let word = scanner.word(.operand)
    guard !word.range.isEmpty, !isSign else {
      throw problem(.missingValue(field: field, sign: sign.text), start..<start)
    }
    return Filter.Operand(word.text)
  }

  /// The literal on the right of a comparison; it must be of the field's kind.
  mutating func parseComparand(
    of field: String,
    sign: FilterOperator
  ) throws(FilterError)
    -> Filter.Operand
  {
    let start = scanner.at
    let operand = try parseOperand(of: field, sign: sign)
    try check(operand, of: field, start..<scanner.at)
    return operand
  }

  /// Whether the brace that comes next opens a range and not nested fields.
  func isRange() -> Bool {
    var ahead = scanner
    ahead.at += 1
    ahead.skipSpace()
    if ahead.next == UInt8(ascii: "\"") {
      guard ahead.quoted() != nil else { return false }
    } else {
      _ = ahead.word(.bound)
    }
    ahead.skipSpace()
    return ahead.isKeyword("to")
  }

  /// `[a TO b]`, with a brace at the side whose bound is left out.
  mutating func parseRange(of field: String) throws(FilterError) -> Filter.Condition {
    let start = scanner.at
    let includesLower = scanner.next == UInt8(ascii: "[")
    scanner.at += 1
    let lower = try parseBound(of: field)
    scanner.skipSpace()
    guard scanner.isKeyword("to") else { throw malformedRange(field, from: start) }
    scanner.at += 2
    let upper = try parseBound(of: field)
    scanner.skipSpace()
    let closing = scanner.next
    guard closing == UInt8(ascii: "]") || closing == UInt8(ascii: "}") else {
      throw malformedRange(field, from: start)
    }
    scanner.at += 1
    return .range(
      lower,
      includesLower: includesLower,
      upper,
      includesUpper: closing == UInt8(ascii: "]")
    )
  }

  /// One bound of a range, nil for `*`.
  private mutating func parseBound(of field: String) throws(FilterError) -> Filter.Operand? {
    scanner.skipSpace()
    let start = scanner.at
    if scanner.next == UInt8(ascii: "\"") {
      let operand = Filter.Operand(try parseQuoted())
      try check(operand, of: field, start..<scanner.at)
      return operand
    }
    let word = scanner.word(.bound)
    guard !word.range.isEmpty else { throw malformedRange(field, from: start) }
    if word.pattern.isAnything { return nil }
    let operand = Filter.Operand(word.text)
    try check(operand, of: field, word.range)
    return operand
  }

  private func malformedRange(_ field: String, from start: Int) -> FilterError {
    problem(.malformedRange(field: field), start..<max(start + 1, scanner.at))
  }

  /// `user:{ name:x and id:5 }`: the conditions hold for fields of that prefix.
  mutating func parseNested(in name: String) throws(FilterError) -> Filter {
    let start = scanner.at
    scanner.at += 1
    scanner.openBraces += 1
    scanner.skipSpace()
    if scanner.isAtClosing || scanner.isAtEnd {
      throw problem(.emptyGroup, start..<min(scanner.at + 1, scanner.bytes.count))
    }
    let filter = try parseAlternation(.record(prefix: name + "."))
    guard scanner.take(UInt8(ascii: "}")) else {
      throw problem(.unclosedGroup, start..<start + 1)
    }
    scanner.openBraces -= 1
    return filter
  }
}
