/// A page of metrics as text, as Go's client library prints it.
public struct MetricsPage: Equatable, Sendable {
  /// The format of the page.
  public enum Format: Equatable, Sendable {
    /// Prometheus text 0.0.4.
    case text
    /// OpenMetrics 1.0.0.
    case openMetrics

    /// The format that a request's `Accept` header asks for.
    ///
    /// OpenMetrics where it is named with a weight that text does not exceed, as Prometheus does; text
    /// in every other case, so that browsers can read it.
    public init(accept: String?) {
      var weights: (open: Double, text: Double) = (0, 0)
      for range in (accept ?? "").lowercased().split(separator: ",") {
        let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
        let weight = parts.dropFirst().first { $0.hasPrefix("q=") }
          .map { Double($0.dropFirst(2)) ?? 0 }
        switch parts.first {
        case "application/openmetrics-text": weights.open = max(weights.open, weight ?? 1)
        case "text/plain": weights.text = max(weights.text, weight ?? 1)
        default: break
        }
      }
      self = weights.open > 0 && weights.open >= weights.text ? .openMetrics : .text
    }

    /// The response's content type.
    public var contentType: String {
      switch self {
      case .text: "text/plain; version=0.0.4; charset=utf-8"
      case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
      }
    }
  }

  /// The metrics in the order in which they are printed.
  public var families: [MetricFamily]

  /// A page of these metrics.
  public init(_ families: [MetricFamily]) {
    self.families = families
  }

  /// The page in the given format.
  public func text(_ format: Format) -> String {
    var text = ""
    for family in families { write(family, format, to: &text) }
    if format == .openMetrics { text += "# EOF\n" }
    return text
  }

  private func write(_ family: MetricFamily, _ format: Format, to text: inout String) {
    let title = format == .text ? family.printedName : family.name
    text += "# HELP \(title) \(Self.help(family.help, format))\n"
    text += "# TYPE \(title) \(family.kind.rawValue)\n"
    for sample in family.samples {
      text += family.printedName + sample.suffix
      if !sample.labels.isEmpty {
        let pairs = sample.labels.map { "\($0.name)=\"\(Self.value($0.value, format))\"" }
        text += "{\(pairs.joined(separator: ","))}"
      }
      let isCount = sample.suffix == "_bucket" || sample.suffix == "_count"
      text += " \(Self.number(sample.value, format, isCount: isCount))\n"
    }
  }

  private static func value(_ value: MetricFamily.LabelValue, _ format: Format) -> String {
    switch value {
    case .text(let text): quotable(text)
    case .bound(let bound): number(bound, format)
    }
  }

  private static func help(_ text: String, _ format: Format) -> String {
    format == .text ? escaped(text) : quotable(text)
  }

  private static func quotable(_ text: String) -> String {
    escaped(text).replacing("\"", with: "\\\"")
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  /// The number as Go prints it; OpenMetrics tells floating-point numbers from counts by their point.
  private static func number(_ value: Double, _ format: Format, isCount: Bool = false) -> String {
    guard format == .openMetrics else { return GoNumber.general(value) }
    if isCount { return GoNumber.plain(value) }
    let text = GoNumber.general(value)
    return value.isFinite && !text.contains { $0 == "." || $0 == "e" } ? text + ".0" : text
  }
}
