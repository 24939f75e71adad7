public import MetricsModel

/// A text with actions in double braces, in the syntax of Go's templates as Prometheus' rules use it:
/// `{{ $labels.instance }} is at {{ $value | humanize }}`.
public struct Template: Sendable {
  /// The longest text that a template expands to, in bytes.
  public static let maximumLength = 1 << 16

  /// The template as it was written.
  public let source: String
  let nodes: [TemplateNode]
  let definitions: [String: [TemplateNode]]

  /// Reads a template; throws the first mistake with its place.
  public init(_ source: String) throws(TemplateError) {
    self.source = source
    var parser = try TemplateParser(source, variables: [""] + TemplateContext.variableNames)
    nodes = try parser.parse()
    definitions = parser.definitions
  }

  /// A text without actions, whatever it holds.
  init(plain text: String) {
    source = text
    nodes = text.isEmpty ? [] : [.text(text)]
    definitions = [:]
  }

  /// The text with every action replaced by its value.
  public func expanded(_ context: TemplateContext) throws(TemplateError) -> String {
    try expanded(context, dot: context.dot)
  }

  /// The text for an alert of `labels` and `value`, in which `query` finds nothing.
  public func expanded(labels: Labels, value: Double) throws(TemplateError) -> String {
    try expanded(TemplateContext(labels: labels, value: value))
  }

  /// The text with another dot.
  func expanded(_ context: TemplateContext, dot: TemplateValue) throws(TemplateError) -> String {
    var expansion = TemplateExpansion(template: self, context: context, dot: dot)
    return try expansion.run()
  }
}
