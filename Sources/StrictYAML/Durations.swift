extension DocumentValue {
  /// The value as a duration in seconds: Prometheus' form (`1h30m`, `500ms`), or a number of seconds.
  public func duration() throws(DocumentError) -> Double {
    let text = try string()
    guard let seconds = seconds(ofDuration: text) else {
      throw error("a duration such as 500ms, 5s or 1m30s is expected here")
    }
    return seconds
  }
}

/// The seconds of `1d2h3m4s5ms` (units in this order, none twice) or of a plain number; nil for
/// anything else and for more than 100 years.
public func seconds(ofDuration text: String) -> Double? {
  let limit = 100 * 365 * 86_400.0
  if let plain = Double(text) { return plain >= 0 && plain <= limit ? plain : nil }
  let units: [(name: String, seconds: Double)] = [
    ("y", 365 * 86_400), ("w", 7 * 86_400), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
    ("ms", 0.001),
  ]
  var remaining = units[...]
  var total = 0.0
  var rest = Substring(text)
  while !rest.isEmpty {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    rest = rest.dropFirst(letters.count)
    guard let count = Double(digits), let unit = remaining.firstIndex(where: { $0.name == letters })
    else { return nil }
    total += count * units[unit].seconds
    remaining = units[(unit + 1)...]
  }
  return total > 0 && total <= limit ? total : nil
}
