public import MetricsModel
public import PromQL

/// What a template of an alert knows: the alert, and how to ask for other series.
public struct TemplateContext {
  /// Answers a query; the error's text is told where there is one.
  public typealias Query = (_ expression: String) throws(PromQLError) -> [VectorSample]

  /// The labels of the alert's sample (`$labels`).
  public var labels: Labels
  /// The value of the alert's sample (`$value`).
  public var value: Double
  /// When the rule is evaluated (`now`).
  public var now: Timestamp
  /// The labels that this program adds to all alerts (`$externalLabels`).
  public var externalLabels: Labels
  /// Where this program is found (`externalURL`).
  public var externalURL: String
  /// What `query` asks.
  public var query: Query

  /// A context in which nothing but the alert is known, unless told otherwise.
  public init(
    labels: Labels,
    value: Double,
    now: Timestamp = Timestamp(milliseconds: 0),
    externalLabels: Labels = .empty,
    externalURL: String = "",
    query: @escaping Query = { _ in [] }
  ) {
    self.labels = labels
    self.value = value
    self.now = now
    self.externalLabels = externalLabels
    self.externalURL = externalURL
    self.query = query
  }

  /// The dot of an alert's template.
  var dot: TemplateValue {
    .fields([
      "Labels": .labels(labels), "ExternalLabels": .labels(externalLabels),
      "ExternalURL": .text(externalURL), "Value": .number(value),
    ])
  }

  /// The variables that an alert's template finds.
  var variables: [(name: String, value: TemplateValue)] {
    [
      ("labels", .labels(labels)), ("externalLabels", .labels(externalLabels)),
      ("externalURL", .text(externalURL)), ("value", .number(value)),
    ]
  }

  /// The names of those variables.
  static let variableNames = ["labels", "externalLabels", "externalURL", "value"]
}
