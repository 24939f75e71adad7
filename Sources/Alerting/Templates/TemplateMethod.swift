import MetricsModel

/// A method of a time or a duration, as templates may call it: `(now | toTime).Format "15:04"`.
struct TemplateMethod: Sendable {
  typealias Body =
    @Sendable (TemplateValue, [TemplateValue]) throws(TemplateFunction.Mistake) -> TemplateValue

  private let count: Int
  private let body: Body

  private init(_ count: Int = 0, _ body: @escaping Body) {
    self.count = count
    self.body = body
  }

  /// The method of a name; nil where values of this kind have none.
  static func named(_ name: String, of value: TemplateValue) -> TemplateMethod? {
    switch value {
    case .time: times[name]
    case .duration: durations[name]
    default: nil
    }
  }

  /// What the method gives.
  func result(
    of value: TemplateValue,
    _ arguments: [TemplateValue]
  ) throws(TemplateFunction.Mistake) -> TemplateValue {
    guard arguments.count == count else {
      throw .failed("it takes \(count) argument(s), not \(arguments.count)")
    }
    return try body(value, arguments)
  }

  // MARK: Times

  private static func time(
    _ body: @escaping @Sendable (Timestamp) -> TemplateValue
  ) -> TemplateMethod {
    TemplateMethod { value, _ in
      if case .time(let time) = value { body(time) } else { .none }
    }
  }

  private static let times: [String: TemplateMethod] = [
    "Format": TemplateMethod(1) { (value, arguments) throws(TemplateFunction.Mistake) in
      guard case .time(let time) = value else { return .none }
      return .text(GoTime(time).formatted(try arguments[0].text()))
    },
    "Add": TemplateMethod(1) { (value, arguments) throws(TemplateFunction.Mistake) in
      guard case .time(let time) = value, case .duration(let nanoseconds) = arguments[0] else {
        throw .wrongType(expected: "time.Duration", found: arguments[0].typeName)
      }
      return .time(time.advanced(bySeconds: Double(nanoseconds) / 1e9))
    },
    "Sub": TemplateMethod(1) { (value, arguments) throws(TemplateFunction.Mistake) in
      guard case .time(let time) = value, case .time(let other) = arguments[0] else {
        throw .wrongType(expected: "time.Time", found: arguments[0].typeName)
      }
      let (difference, isLong) = time.milliseconds.subtractingReportingOverflow(
        other.milliseconds
      )
      let (nanoseconds, isLonger) = difference.multipliedReportingOverflow(by: 1_000_000)
      return .duration(isLong || isLonger ? (time > other ? .max : .min) : nanoseconds)
    },
    "String": time { .text("\(GoTime($0))") },
    "UTC": time { .time($0) },
    "Unix": time { .integer(Int64($0.seconds.rounded(.down))) },
    "UnixMilli": time { .integer($0.milliseconds) },
    "Year": time { .integer(Int64(GoTime($0).year)) },
    "Month": time { .text(GoTime($0).formatted("January")) },
    "Day": time { .integer(Int64(GoTime($0).day)) },
    "YearDay": time { .integer(Int64(GoTime($0).dayOfYear)) },
    "Weekday": time { .text(GoTime($0).formatted("Monday")) },
    "Hour": time { .integer(Int64(GoTime($0).hour)) },
    "Minute": time { .integer(Int64(GoTime($0).minute)) },
    "Second": time { .integer(Int64(GoTime($0).second)) },
  ]

  // MARK: Durations

  private static func duration(
    _ body: @escaping @Sendable (Int64) -> TemplateValue
  ) -> TemplateMethod {
    TemplateMethod { value, _ in
      if case .duration(let nanoseconds) = value { body(nanoseconds) } else { .none }
    }
  }

  private static let durations: [String: TemplateMethod] = [
    "String": duration { .text(GoTime.text(ofDuration: $0)) },
    "Hours": duration { .number(Double($0) / 3.6e12) },
    "Minutes": duration { .number(Double($0) / 6e10) },
    "Seconds": duration { .number(Double($0) / 1e9) },
    "Milliseconds": duration { .integer($0 / 1_000_000) },
    "Microseconds": duration { .integer($0 / 1000) },
    "Nanoseconds": duration { .integer($0) },
  ]
}
