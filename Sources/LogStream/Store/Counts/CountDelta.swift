/// What can be added to a counter within one second.
protocol CountDelta: AdditiveArithmetic, Sendable {
  /// The addition as a number of PromQL.
  var asDouble: Double { get }
  /// The same in two bytes, where it has room there.
  var packed: UInt16? { get }
  /// What was packed.
  init(packed: UInt16)
}

extension UInt32: CountDelta {
  var asDouble: Double { Double(self) }
  var packed: UInt16? { UInt16(exactly: self) }
  init(packed: UInt16) { self.init(packed) }
}

extension Double: CountDelta {
  var asDouble: Double { self }
  var packed: UInt16? { nil }
  init(packed: UInt16) { self.init(packed) }
}
