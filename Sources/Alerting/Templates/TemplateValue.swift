public import MetricsModel

/// A value inside a template, of the kinds that Go's templates meet in Prometheus' rules.
public enum TemplateValue: Hashable, Sendable {
  /// Nothing; printed as `<no value>`.
  case none
  /// A truth value.
  case bool(Bool)
  /// A whole number, which does not compare with other numbers.
  case integer(Int64)
  /// A number.
  case number(Double)
  /// A text.
  case text(String)
  /// The labels of an alert or a sample; one that is missing is empty.
  case labels(Labels)
  /// What an alert's template sees as the dot: other names are mistakes.
  case fields([String: TemplateValue])
  /// Named values, such as those of `args`.
  case map([String: TemplateValue])
  /// Values in their order, such as the samples of a query.
  case list([TemplateValue])
  /// A sample of a query.
  case sample(Labels, Double)
  /// A point in time.
  case time(Timestamp)
  /// A length of time in nanoseconds.
  case duration(Int64)
}

extension TemplateValue: CustomStringConvertible {
  /// The value as Go prints it with `%v`.
  public var description: String {
    switch self {
    case .none: "<no value>"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .number(let value): value.goDescription
    case .text(let text): text
    case .labels(let labels):
      "map[\(labels.pairs.map { "\($0.name):\($0.value)" }.joined(separator: " "))]"
    case .fields(let fields), .map(let fields):
      "map[\(fields.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " "))]"
    case .list(let values): "[\(values.map(\.description).joined(separator: " "))]"
    case .sample(let labels, let value): "{\(TemplateValue.labels(labels)) \(value.goDescription)}"
    case .time(let time): GoTime(time).description
    case .duration(let nanoseconds): GoTime.text(ofDuration: nanoseconds)
    }
  }

  /// The name of the value's type in Go.
  var typeName: String {
    switch self {
    case .none: "nil"
    case .bool: "bool"
    case .integer: "int"
    case .number: "float64"
    case .text: "string"
    case .labels: "map[string]string"
    case .fields: "struct"
    case .map: "map[string]interface {}"
    case .list: "template.queryResult"
    case .sample: "*template.sample"
    case .time: "*time.Time"
    case .duration: "time.Duration"
    }
  }

  /// Whether a condition holds for the value: it is neither zero nor empty.
  var isTrue: Bool {
    switch self {
    case .none: false
    case .bool(let value): value
    case .integer(let value): value != 0
    case .number(let value): value != 0
    case .text(let text): !text.isEmpty
    case .labels(let labels): !labels.pairs.isEmpty
    case .map(let values): !values.isEmpty
    case .list(let values): !values.isEmpty
    case .duration(let nanoseconds): nanoseconds != 0
    case .fields, .sample, .time: true
    }
  }

  /// A field of the value; nil where values of this kind have none of that name.
  func field(_ name: String) -> TemplateValue? {
    switch (self, name) {
    case (.labels(let labels), _): .text(labels[name] ?? "")
    case (.fields(let fields), _): fields[name]
    case (.map(let values), _): values[name] ?? TemplateValue.none
    case (.sample(let labels, _), "Labels"): .labels(labels)
    case (.sample(_, let value), "Value"): .number(value)
    case (.none, _): TemplateValue.none
    default: nil
    }
  }
}

extension Double {
  /// The number as Go prints it with `%v`: the shortest digits, with an exponent below 1e-4 and
  /// from 1e6 on where more digits would be needed.
  var goDescription: String { GoFormat.shortest(self) }
}
