import Charts

/// Whole numbers and shares as text.
enum CountText {
  /// A whole number with a comma before every third digit.
  static func grouped(_ value: Int) -> String {
    var text = ""
    for (index, digit) in String(value.magnitude).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return (value < 0 ? "−" : "") + String(text.reversed())
  }

  /// A share as short as a table's cell: `41%`, `8.9%`, `<0.1%`.
  static func share(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    let percent = value * 100
    if percent > 0, percent < 0.05 { return "<0.1%" }
    if percent >= 9.95, percent < 100 { return "\(whole(min(percent, 99)))%" }
    if percent >= 100 { return "\(whole(percent))%" }
    let text = tenths(percent)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "%"
  }

  /// A value with one decimal.
  static func tenths(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "-" }
    let tenths = whole((value.magnitude * 10))
    return (value < 0 && tenths > 0 ? "−" : "") + "\(tenths / 10).\(tenths % 10)"
  }

  /// A rate a second: one decimal, below one as many as show that it is not zero.
  static func rate(_ value: Double) -> String {
    value < 0.95 ? Unit.short.format(value) : tenths(value)
  }

  /// The nearest whole number, the greatest one where it has no room, zero for no number.
  static func whole(_ value: Double) -> Int {
    let rounded = value.rounded()
    if rounded.isNaN { return 0 }
    return Int(exactly: rounded) ?? (rounded > 0 ? .max : .min)
  }
}
