/// Numbers and texts as Go's `fmt` and `strconv` write and read them.
enum GoFormat {
  /// A number as `%v` writes it.
  static func shortest(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    if value == 0 { return value.sign == .minus ? "-0" : "0" }
    let text = "\(value.magnitude)"
    let parts = text.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(mantissa[0])
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    let leading = (whole + fraction).prefix { $0 == "0" }.count
    var digits = String((whole + fraction).dropFirst(leading))
    while digits.last == "0" { digits.removeLast() }
    let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + whole.count - leading - 1
    let sign = value < 0 ? "-" : ""
    if exponent < -4 || exponent >= 6 { return sign + scientific(digits, exponent) }
    if exponent < 0 { return "\(sign)0." + String(repeating: "0", count: -exponent - 1) + digits }
    if digits.count <= exponent + 1 {
      return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count)
    }
    return "\(sign)\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
  }

  private static func scientific(_ digits: String, _ exponent: Int) -> String {
    let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
    let magnitude = "\(abs(exponent))"
    return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")"
      + (magnitude.count < 2 ? "0" : "") + magnitude
  }

  /// The number that Go's `ParseFloat` reads from a text; nil when it is none.
  static func number(_ text: String) -> Double? {
    let unsigned = text.drop { $0 == "+" || $0 == "-" }.lowercased()
    switch unsigned {
    case "inf", "infinity": return text.hasPrefix("-") ? -.infinity : .infinity
    case "nan": return .nan
    default: break
    }
    guard unsigned.utf8.first.map({ $0 != UInt8(ascii: "n") && $0 != UInt8(ascii: "i") }) == true
    else { return nil }
    let padded = unsigned.hasPrefix(".") ? "0" + unsigned : unsigned
    return Double(padded.hasSuffix(".") ? padded + "0" : padded)
      .map { text.hasPrefix("-") ? -$0 : $0 }
  }

  /// Values side by side as `Sprint` writes them: a blank between two that are no texts.
  static func print(_ values: [TemplateValue]) -> String {
    var result = ""
    var wasText = true
    for value in values {
      let isText = if case .text = value { true } else { false }
      if !isText, !wasText { result += " " }
      result += "\(value)"
      wasText = isText
    }
    return result
  }

  /// `printf`: every verb takes one value; what does not fit is shown as Go shows it.
  static func printf(_ format: String, _ values: [TemplateValue]) -> String {
    var rest = values[...]
    var result = ""
    var scanned = Substring(format)
    while let percent = scanned.firstIndex(of: "%") {
      result += scanned[..<percent]
      let directive = GoDirective(scanned[scanned.index(after: percent)...], &rest)
      scanned = directive.rest
      guard let verb = directive.verb else {
        result += "%!(NOVERB)"
        break
      }
      if verb == "%" {
        result += "%"
      } else if let value = rest.popFirst() {
        result += directive.text(of: value)
      } else {
        result += "%!\(verb)(MISSING)"
      }
    }
    result += scanned
    if !rest.isEmpty {
      let extra = rest.map { "\($0.typeName)=\($0)" }.joined(separator: ", ")
      result += "%!(EXTRA \(extra))"
    }
    return result
  }
}
