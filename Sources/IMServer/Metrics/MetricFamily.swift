/// One metric with its samples, before it is text.
public struct MetricFamily: Equatable, Sendable {
  /// What the metric is.
  public enum Kind: String, Sendable {
    /// It only rises; its samples are named `NAME_total`.
    case counter
    /// It rises and falls.
    case gauge
    /// Buckets, a sum and a count.
    case histogram
  }

  /// One value of the metric.
  public struct Sample: Equatable, Sendable {
    /// What follows the metric's name: `_bucket`, `_sum`, `_count`, or nothing.
    public var suffix = ""
    /// The labels in the order in which they are printed.
    public var labels: [Label] = []
    /// The value.
    public var value: Double

    /// A sample from its parts.
    public init(suffix: String = "", labels: [Label] = [], value: Double) {
      self.suffix = suffix
      self.labels = labels
      self.value = value
    }
  }

  /// A label and its value.
  public struct Label: Equatable, Sendable {
    /// The label's name.
    public var name: String
    /// The label's value.
    public var value: LabelValue

    /// A label with a text.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = .text(value)
    }

    /// A label with a bucket's bound.
    public init(bound: Double) {
      name = "le"
      value = .bound(bound)
    }
  }

  /// What a label says.
  public enum LabelValue: Equatable, Sendable {
    /// Any text.
    case text(String)
    /// A bucket's upper bound, which the two formats print differently.
    case bound(Double)
  }

  /// The metric's name without `_total`.
  public var name: String
  /// The name under which the metric's values stand on a page.
  var printedName: String { kind == .counter ? name + "_total" : name }
  /// What the metric is.
  public var kind: Kind
  /// What the metric means, in a sentence.
  public var help: String
  /// The values.
  public var samples: [Sample]

  /// A metric from its parts.
  public init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
    self.name = name
    self.kind = kind
    self.help = help
    self.samples = samples
  }

  /// A metric with one value and no labels.
  public init(_ name: String, _ kind: Kind, _ help: String, value: Double) {
    self.init(name, kind, help, [Sample(value: value)])
  }
}
