import Foundation

/// One `%` of a format: flags, width, precision and verb.
struct GoDirective {
  /// The widest that a value is padded to: formats are outside data.
  private static let maximumWidth = 1000

  private(set) var verb: Character?
  /// What follows the verb.
  private(set) var rest: Substring
  private var flags: Substring
  private var width: Int?
  private var precision: Int?

  /// The directive at the beginning of `text`; `*` takes its number from `values`.
  init(_ text: Substring, _ values: inout ArraySlice<TemplateValue>) {
    rest = text
    flags = rest.prefix { "+-# 0".contains($0) }
    rest = rest.dropFirst(flags.count)
    width = Self.number(&rest, &values)
    if rest.first == "." {
      rest = rest.dropFirst()
      precision = Self.number(&rest, &values) ?? 0
    }
    verb = rest.popFirst()
  }

  private static func number(
    _ rest: inout Substring,
    _ values: inout ArraySlice<TemplateValue>
  ) -> Int? {
    if rest.first == "*" {
      rest = rest.dropFirst()
      guard case .integer(let number)? = values.popFirst() else { return nil }
      return Int(max(0, min(number, Int64(maximumWidth))))
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return digits.isEmpty ? nil : min(Int(digits) ?? maximumWidth, maximumWidth)
  }

  /// The value as the verb writes it.
  func text(of value: TemplateValue) -> String {
    guard let verb else { return "" }
    guard let text = plain(value, verb) else { return "%!\(verb)(\(value.typeName)=\(value))" }
    return padded(text, isNumber: value.isNumber)
  }

  private func plain(_ value: TemplateValue, _ verb: Character) -> String? {
    switch (verb, value) {
    case ("v", _) where precision == nil || !value.isNumber: signed("\(value)", value)
    case ("v", .number(let number)), ("g", .number(let number)), ("G", .number(let number)):
      signed(general(number, verb), value)
    case ("e", .number(let number)), ("E", .number(let number)), ("f", .number(let number)),
      ("F", .number(let number)):
      signed(
        number.isFinite
          ? number.formatted("%.\(precision ?? 6)\(verb == "F" ? "f" : verb)")
          : GoFormat.shortest(number),
        value
      )
    case ("d", .integer(let number)): signed("\(number)", value)
    case ("d", .duration(let nanoseconds)): signed("\(nanoseconds)", value)
    case ("x", .integer(let number)): String(number, radix: 16)
    case ("X", .integer(let number)): String(number, radix: 16).uppercased()
    case ("o", .integer(let number)): String(number, radix: 8)
    case ("b", .integer(let number)): String(number, radix: 2)
    case ("c", .integer(let number)):
      UInt32(exactly: number).flatMap(UnicodeScalar.init).map { String($0) } ?? "\u{fffd}"
    case ("t", .bool(let isTrue)): isTrue ? "true" : "false"
    case ("T", _): value.typeName
    case ("s", .text(let text)): String(text.prefix(precision ?? .max))
    case ("q", .text(let text)): quoted(String(text.prefix(precision ?? .max)))
    case ("x", .text(let text)): text.utf8.map { String(format: "%02x", Int($0)) }.joined()
    case ("s", .labels), ("s", .list), ("s", .map), ("s", .time), ("s", .duration): "\(value)"
    default: nil
    }
  }

  /// `%g`: the shortest digits, or as many as the precision says.
  private func general(_ number: Double, _ verb: Character) -> String {
    guard number.isFinite, let precision else { return GoFormat.shortest(number) }
    return number.formatted("%.\(precision)\(verb == "G" ? "G" : "g")")
  }

  private func signed(_ text: String, _ value: TemplateValue) -> String {
    guard value.isNumber, !text.hasPrefix("-"), !text.hasPrefix("+") else { return text }
    return flags.contains("+") ? "+" + text : flags.contains(" ") ? " " + text : text
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "\"": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        result += String(format: "\\x%02x", Int(scalar.value))
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private func padded(_ text: String, isNumber: Bool) -> String {
    guard let width, case let missing = width - text.count, missing > 0 else { return text }
    if flags.contains("-") { return text + String(repeating: " ", count: missing) }
    guard flags.contains("0"), isNumber else {
      return String(repeating: " ", count: missing) + text
    }
    let sign = text.prefix { "+- ".contains($0) }
    return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
  }
}

extension TemplateValue {
  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .number, .duration: true
    default: false
    }
  }
}
