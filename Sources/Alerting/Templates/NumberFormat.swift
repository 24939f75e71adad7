import Foundation

extension Double {
  /// The number in a C format of one floating-point conversion.
  func formatted(_ format: String) -> String {
    String(format: format, locale: nil, self)
  }

  /// Prometheus' `humanize`: four significant digits and a metric prefix.
  var humanized: String {
    guard isFinite, self != 0 else { return goDescription }
    if magnitude >= 1 {
      return scaled(by: 1000, prefixes: ["", "k", "M", "G", "T", "P", "E", "Z", "Y"])
    }
    var value = self
    var prefix = ""
    for next in ["m", "u", "n", "p", "f", "a", "z", "y"] where value.magnitude < 1 {
      prefix = next
      value *= 1000
    }
    return value.significant + prefix
  }

  /// Prometheus' `humanize1024`: four significant digits and a binary prefix.
  var humanizedBinary: String {
    guard isFinite, magnitude > 1 else { return significant }
    return scaled(by: 1024, prefixes: ["", "ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"])
  }

  /// Prometheus' `humanizePercentage`: a ratio as per cent with four significant digits.
  var humanizedPercentage: String { (self * 100).significant + "%" }

  /// Prometheus' `humanizeDuration`: seconds as days, hours, minutes and seconds.
  var humanizedDuration: String {
    guard isFinite else { return goDescription }
    guard self != 0 else { return "0s" }
    if magnitude >= 1, magnitude < 1e15 {
      let sign = self < 0 ? "-" : ""
      let whole = Int64(magnitude)
      let (days, hours) = (whole / 86_400, whole / 3600 % 24)
      let (minutes, seconds) = (whole / 60 % 60, whole % 60)
      if days > 0 { return "\(sign)\(days)d \(hours)h \(minutes)m \(seconds)s" }
      if hours > 0 { return "\(sign)\(hours)h \(minutes)m \(seconds)s" }
      if minutes > 0 { return "\(sign)\(minutes)m \(seconds)s" }
      return significant + "s"
    }
    return humanized + "s"
  }

  /// Four significant digits, as Go's `%.4g`.
  private var significant: String {
    isFinite ? formatted("%.4g") : goDescription
  }

  private func scaled(by factor: Double, prefixes: [String]) -> String {
    var value = self
    var index = 0
    while value.magnitude >= factor, index + 1 < prefixes.count {
      value /= factor
      index += 1
    }
    return value.significant + prefixes[index]
  }
}
