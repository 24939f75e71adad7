public import MetricsModel

/// A value inside a template.
public enum TemplateValue: Hashable, Sendable {
  /// A number.
  case number(Double)
  /// A text.
  case text(String)
  /// The labels of an alert.
  case labels(Labels)

  /// The value as Go prints it with `%v`.
  public var description: String {
    switch self {
    case .number(let value): value.goDescription
    case .text(let text): text
    case .labels(let labels): labels.description
    }
  }
}

extension Double {
  /// The number as Go prints it: the shortest form, without a point for whole numbers.
  var goDescription: String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-Inf" : "+Inf" }
    return self == rounded() && magnitude < 1e21 ? formatted("%.0f") : "\(self)"
  }
}
