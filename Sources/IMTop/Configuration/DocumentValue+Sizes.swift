import StrictYAML

extension DocumentValue {
  /// A duration in seconds, at least so many.
  func duration(atLeast least: Double) throws(DocumentError) -> Double {
    let seconds = try duration()
    guard seconds >= least else { throw error("at least \(least) s is needed") }
    return seconds
  }

  /// A size in bytes with an optional binary unit: `256MB`, `1GiB`, `65536`.
  func bytes(atLeast least: Int) throws(DocumentError) -> Int {
    let text = try string()
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.uppercased()
    let shifts = ["": 0, "B": 0, "K": 10, "KB": 10, "KIB": 10, "M": 20, "MB": 20, "MIB": 20]
    let large = ["G": 30, "GB": 30, "GIB": 30]
    guard let count = Int(digits), let shift = shifts[unit] ?? large[unit], count < 1 << 30,
      count << shift >= least
    else { throw error("a size such as 256MB is expected here, at least \(least) bytes") }
    return count << shift
  }
}
