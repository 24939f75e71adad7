/// A cache of what an expression gives at aligned steps, whatever it keeps of each.
protocol SteppedValues: Sendable {
  /// What is computed at once for a run of steps.
  associatedtype Values

  /// What stands for steps that could not be computed.
  static var nothing: Values { get }
  /// The milliseconds between two steps.
  var step: Int64 { get }
  /// The time of the step behind the newest one.
  var end: Int64 { get }
  /// How many steps are covered.
  var count: Int { get }

  /// Makes the cache cover the steps of a range of time; the newest `fresh` ones are computed again.
  mutating func cover(
    from: Int64,
    through: Int64,
    fresh: Int,
    _ compute: (_ from: Int64, _ through: Int64) -> Values
  )
}
