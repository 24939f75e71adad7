import PromQL
import StrictYAML

extension Profile.Candidate {
  /// What stands for each metric that a pattern of the profile's signs has found.
  private static let placeholder = "{{metric}}"

  /// Whether the expression is about the metrics that a pattern finds.
  var isTemplate: Bool { source.contains(Self.placeholder) }

  /// The expression about one of these metrics; nil for a name that PromQL cannot take as it is.
  func filled(with metric: String) -> Profile.Candidate? {
    var filled = self
    filled.source = source.replacing(Self.placeholder, with: metric)
    guard let expression = try? PromQL.parse(filled.source) else { return nil }
    filled.expression = expression
    return filled
  }

  /// An expression, or a mapping of `expr` and `behaves`.
  init(_ value: DocumentValue) throws(DocumentError) {
    var behaves: [String: Behaviour] = [:]
    var text = value
    if (try? value.string()) == nil {
      let mapping = try value.mapping(keys: ["expr", "behaves"])
      text = try mapping.required("expr")
      let metrics = try mapping["behaves"]?.openMapping()
      for name in metrics?.names ?? [] { behaves[name] = try metrics?[name]?.oneOf(Behaviour.self) }
    }
    let source = try text.string().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    do throws(PromQLError) {
      let example = source.replacing(Self.placeholder, with: "metric")
      self.init(expression: try PromQL.parse(example), source: source, behaves: behaves)
    } catch {
      throw text.error("not PromQL: \(error.rendered(in: source))")
    }
  }
}
