extension Unit {
  /// The columns of the longest label of an axis.
  static let axisColumns = 5

  /// A tick's label in at most five columns; what a second or a rate means stands in the title.
  func axisLabel(_ value: Double) -> String {
    let magnitude = value.magnitude
    let (label, short) =
      switch self {
      case .short, .perSecond: (Unit.compact(magnitude), Decimal.scientific(magnitude))
      case .percent:
        (Unit.compact(magnitude * 100) + "%", Decimal.scientific(magnitude * 100) + "%")
      case .seconds, .bytes: (Unit.withoutBlank(format(magnitude)), Decimal.scientific(magnitude))
      }
    let sign = value < 0 ? "-" : ""
    let fitting = [label, short].first {
      TextWidth.columns(of: sign + $0) <= Unit.axisColumns
    }
    return fitting.map { sign + $0 } ?? ""
  }

  /// `200 ms` as `200ms`, `64 MiB` as `64M`.
  private static func withoutBlank(_ text: String) -> String {
    let text = text.filter { $0 != " " }
    return text.hasSuffix("iB") ? String(text.dropLast(2)) : text
  }
}
