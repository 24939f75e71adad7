/// The identity of a series: label names with their values, the metric's name among them as
/// `__name__`.
///
/// Pairs are sorted by name and no value is empty: in the data model of Prometheus an empty label
/// and an absent one are the same.
public struct Labels: Hashable, Sendable {
  /// The label that carries a metric's name.
  public static let metricName = "__name__"

  /// The sorted pairs.
  public let pairs: [Pair]

  /// One label.
  public struct Pair: Hashable, Sendable {
    /// The label's name.
    public let name: String
    /// The label's value, never empty.
    public let value: String

    /// A label of the given name and value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The labels of the given pairs: sorted, empty values left out, the last of equal names kept.
  public init(_ pairs: some Sequence<Pair>) {
    var byName: [String: String] = [:]
    for pair in pairs { byName[pair.name] = pair.value }
    self.pairs = byName.compactMap { $0.value.isEmpty ? nil : Pair($0.key, $0.value) }
      .sorted { $0.name < $1.name }
  }

  /// Labels that are known to be sorted by name, unique and non-empty.
  public init(sorted pairs: [Pair]) {
    self.pairs = pairs
  }

  /// A metric's labels.
  public init(name: String, _ labels: KeyValuePairs<String, String> = [:]) {
    self.init([Pair(Self.metricName, name)] + labels.map { Pair($0.key, $0.value) })
  }

  /// No labels at all.
  public static let empty = Labels(sorted: [])

  /// The metric's name, empty when there is none.
  public var name: String { self[Self.metricName] ?? "" }

  /// The value of a label, nil when it is absent.
  public subscript(name: String) -> String? {
    pairs.first { $0.name == name }?.value
  }

  /// These labels with one set to `value`, or removed when `value` is empty.
  public func setting(_ name: String, to value: String) -> Labels {
    Labels(pairs.filter { $0.name != name } + [Pair(name, value)])
  }

  /// Only the labels that are named.
  public func keeping(_ names: Set<String>) -> Labels {
    Labels(sorted: pairs.filter { names.contains($0.name) })
  }

  /// All labels but those that are named.
  public func dropping(_ names: Set<String>) -> Labels {
    Labels(sorted: pairs.filter { !names.contains($0.name) })
  }

  /// These labels without the metric's name.
  public var withoutName: Labels { dropping([Self.metricName]) }
}

extension Labels: ExpressibleByDictionaryLiteral {
  /// The labels of the given names and values.
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { Pair($0.0, $0.1) })
  }
}

extension Labels: CustomStringConvertible {
  /// The labels as PromQL writes them: `name{label="value"}`.
  public var description: String {
    let inner = withoutName.pairs.map { "\($0.name)=\(quoted($0.value))" }
    return inner.isEmpty && !name.isEmpty ? name : "\(name){\(inner.joined(separator: ", "))}"
  }
}

/// A string in double quotes with the escapes of PromQL and of the text format.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": result += "\\\\"
    case "\"": result += "\\\""
    case "\n": result += "\\n"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
