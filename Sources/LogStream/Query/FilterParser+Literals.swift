import LogModel
import Spelling

extension FilterParser {
  /// The literal of `field = value`, which the field must be able to have.
  mutating func parseEquality(
    of field: String,
    sign: FilterOperator
  ) throws(FilterError) -> Filter.Condition {
    let start = scanner.at
    let text = try parseOperand(of: field, sign: sign).text
    try check(Filter.TextPattern(parts: [text], isPhrase: true), of: field, start..<scanner.at)
    return .equals(text)
  }

  /// Whether the literal of a comparison or a range is of the kind that the field has.
  func check(
    _ operand: Filter.Operand,
    of field: String,
    _ range: Range<Int>
  ) throws(FilterError) {
    let text = operand.text
    guard let known = FilterField(rawValue: field), known.isOrdered, !known.isLiteral(text) else {
      return
    }
    let proposal = known.proposal(for: text, example: known.comparison)
    throw problem(.wrongOperand(field: field, text: text, proposal: proposal), range)
  }

  /// Whether the field can have a value that the pattern describes.
  func check(
    _ pattern: Filter.TextPattern,
    of field: String,
    _ range: Range<Int>
  ) throws(FilterError) {
    guard let known = FilterField(rawValue: field), !known.canResemble(pattern) else { return }
    let text = pattern.joined()
    var proposal = known.proposal(for: text, example: known.equality)
    if FilterField(rawValue: written.lowercased()) != nil {
      guard !known.isOfTheLog(text) else { return }
    } else {
      proposal += ", or the name in quotes for the log's own field: \"\(written)\":\(text)"
    }
    throw problem(.impossibleValue(field: field, text: text, proposal: proposal), range)
  }
}

extension FilterField {
  /// Whether its values compare as numbers, durations, times or levels.
  fileprivate var isOrdered: Bool {
    switch self {
    case .status, .latency, .level, .time: true
    default: false
    }
  }

  /// The names that are all the values it can have; nil where there are more.
  private var names: [String]? {
    switch self {
    case .level: Level.allCases.dropFirst().map(\.name)
    case .event: ConnectionEvent.allCases.filter { $0 != .none }.map(\.name)
    default: nil
    }
  }

  /// Whether a text has the form of its values.
  fileprivate func isLiteral(_ text: String) -> Bool {
    switch self {
    case .status: NumberText.wholeNumber(text) != nil
    case .latency: OperandText.seconds(text) != nil
    case .level: OperandText.level(text) != nil
    case .time: OperandText.isTime(text)
    default: names?.contains(text.lowercased()) ?? true
    }
  }

  /// Whether a text that it can never have is more likely a value of the log's own field of that name, as
  /// in `event:user_login` and `status:active`, than a slip.
  fileprivate func isOfTheLog(_ text: String) -> Bool {
    switch self {
    case .event: (names ?? []).nearest(to: text).isEmpty
    case .status: text.utf8.first.map(ByteScan.isLetter) ?? false
    default: false
    }
  }

  /// Whether it can have a value that passes the condition.
  func canSatisfy(_ condition: Filter.Condition) -> Bool {
    switch condition {
    case .resembles(let pattern): canResemble(pattern)
    case .equals(let text): canResemble(Filter.TextPattern(parts: [text], isPhrase: true))
    default: true
    }
  }

  /// Whether it can have a value that the pattern describes.
  fileprivate func canResemble(_ pattern: Filter.TextPattern) -> Bool {
    if pattern.parts.count == 1, isLiteral(pattern.parts[0]) { return true }
    switch self {
    case .status:
      return pattern.parts.count > 1 && pattern.parts.joined().utf8.allSatisfy(ByteScan.isDigit)
    case .latency, .time: return false
    default:
      let test = ValueTest(.resembles(pattern))
      return names?.contains { test.matches($0) } ?? true
    }
  }

  /// How it is compared.
  fileprivate var comparison: String {
    switch self {
    case .status: "a number, as in status >= 500"
    case .latency: "a duration, as in latency > 250ms"
    default: "a time, as in time > -5m, 06:10 or 2026-11-23T06:10:00Z"
    }
  }

  /// How it is asked for a value.
  fileprivate var equality: String {
    switch self {
    case .status: "a number, as in status:500 or status:5*"
    case .latency: "a duration, as in latency:15ms or latency > 250ms"
    default: "a time, as in time:06:10, time:[06:10 TO 06:20] or time > -5m"
    }
  }

  /// What to write instead of a text: the name that is most like it, all of them, or the example.
  fileprivate func proposal(for text: String, example: String) -> String {
    guard let names else { return example }
    return names.nearest(to: text).first ?? names.joined(separator: ", ")
  }
}
