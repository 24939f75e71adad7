public import MetricsModel

/// `name{label="value"} offset 5m`: which series to read.
public struct VectorSelector: Sendable, Equatable {
  /// The metric's name where it was written in front of the braces.
  public let metricName: String?
  /// All conditions, that on `__name__` among them.
  public let matchers: [Matcher]
  /// When to look.
  public var shift: TimeShift

  /// A selector of the series that satisfy all `matchers`; a name's matcher comes last.
  ///
  /// A name that needs quotes becomes a matcher like any other.
  public init(metricName: String?, matchers: [Matcher], shift: TimeShift = .none) {
    self.metricName = metricName.flatMap { PromQL.isMetricName($0) ? $0 : nil }
    self.matchers =
      matchers + (metricName.map { [Matcher(Labels.metricName, equals: $0)] } ?? [])
    self.shift = shift
  }

  /// This selector with further conditions.
  func adding(_ more: [Matcher]) -> VectorSelector {
    let own = metricName == nil ? matchers[...] : matchers.dropLast()
    let fresh = more.filter { !own.contains($0) }
    return VectorSelector(metricName: metricName, matchers: own + fresh, shift: shift)
  }

  /// The conditions that were written in braces.
  var writtenMatchers: ArraySlice<Matcher> {
    metricName == nil ? matchers[...] : matchers.dropLast()
  }
}
