/// A bucket's bound or a quantile as OpenMetrics writes it: `1` becomes `1.0`, `1e6` `1e+06`.
///
/// A text that is no number stays as it is.
func normalizedBound(_ text: String) -> String {
  let bytes = Array(text.utf8)
  guard case .number(let value) = FloatText.read(bytes.span, 0..<bytes.count) else { return text }
  if value.isNaN { return "NaN" }
  if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
  if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
  let (digits, point) = shortestDigits(of: value.magnitude)
  let sign = value < 0 ? "-" : ""
  if point - 1 < -4 || point - 1 >= 6 {
    return sign + scientific(digits, exponent: point - 1)
  }
  return sign + positional(digits, point: point)
}

/// The digits that tell the number from every other, and how many of them stand before the point.
private func shortestDigits(of value: Double) -> (digits: Substring, point: Int) {
  let parts = "\(value)".split(separator: "e")
  let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
  let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
  let fraction = mantissa.count > 1 ? mantissa[1] : ""
  let digits = mantissa[0] + fraction
  let leading = digits.prefix { $0 == "0" }.count
  let significant = digits.dropFirst(leading)
  let trailing = significant.reversed().prefix { $0 == "0" }.count
  return (significant.dropLast(trailing), mantissa[0].count + exponent - leading)
}

private func scientific(_ digits: Substring, exponent: Int) -> String {
  let fraction = digits.count > 1 ? ".\(digits.dropFirst())" : ""
  let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
  return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(size)"
}

private func positional(_ digits: Substring, point: Int) -> String {
  if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
  if digits.count <= point {
    return digits + String(repeating: "0", count: point - digits.count) + ".0"
  }
  return "\(digits.prefix(point)).\(digits.dropFirst(point))"
}
