/// What can be added to a counter within one second.
protocol CountDelta: AdditiveArithmetic, Sendable {
  /// The addition as a number of PromQL.
  var asDouble: Double { get }
}

extension UInt32: CountDelta {
  var asDouble: Double { Double(self) }
}

extension Double: CountDelta {
  var asDouble: Double { self }
}
