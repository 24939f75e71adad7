/// The language that a page of metrics is written in.
public enum ExpositionFormat: Sendable {
  /// The text format 0.0.4, as Prometheus reads it.
  case text
  /// OpenMetrics 1.0, as Prometheus reads it.
  case openMetrics

  /// What a scrape asks for, the most welcome first.
  ///
  /// Unlike Prometheus it prefers text: under OpenMetrics some clients give counters as `unknown`,
  /// and the exemplars that it adds are not used. UTF-8 names are wanted as they are.
  public static let accept = [
    "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6", "text/plain;version=0.0.4;q=0.5",
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.4", "*/*;q=0.1",
  ].joined(separator: ",")

  /// The format that a `Content-Type` stands for.
  ///
  /// Where the type says nothing, a page that ends like OpenMetrics is taken for that, and any other
  /// for text.
  public init(contentType: String?, page: [UInt8]) {
    let mediaType = contentType?.prefix { $0 != ";" }.lowercased().filter { $0 != " " } ?? ""
    switch mediaType {
    case "application/openmetrics-text": self = .openMetrics
    case "text/plain": self = .text
    default: self = page.suffix(6).elementsEqual("# EOF\n".utf8) ? .openMetrics : .text
    }
  }
}

extension ExpositionFormat {
  /// How many samples a page has, and how many labels they have together; what a scrape reads before
  /// it stores anything.
  public func contents(of page: [UInt8]) throws(PageRefusal) -> (samples: Int, labels: Int) {
    var parser = ExpositionParser(format: self)
    var (samples, labels) = (0, 0)
    while true {
      switch try parser.next(page.span) {
      case .end: return (samples, labels)
      case .sample:
        samples += 1
        labels += parser.labels.count
      case .help, .type, .unit, .comment: continue
      }
    }
  }
}
