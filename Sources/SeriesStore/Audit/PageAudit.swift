public import MetricsModel

/// Looks for what is accepted on a page of metrics and yet hardly meant so.
///
/// It holds the page against the rules of OpenMetrics about whole families, which the parsers of
/// Prometheus do not check, and looks for labels that will flood a store. It is thorough and not fast:
/// for `imtop check`, not for every scrape.
public struct PageAudit {
  /// What a page says of one family.
  struct Family {
    var type = MetricType.unknown
    var hasType = false
    var hasHelp = false
    var hasUnit = false
    var hasSamples = false
  }

  let format: ExpositionFormat
  var families: [String: Family] = [:]
  /// The family whose metadata or samples stood last.
  var current = ""
  var histograms = HistogramAudit()
  private var urls = RawURLAudit()
  private var seen: Set<String> = []
  private var found: [PageFinding.Kind: PageFinding] = [:]

  /// What is suspicious on a page that was accepted, in the order of the kinds.
  public static func findings(_ page: [UInt8], format: ExpositionFormat) -> [PageFinding] {
    var audit = PageAudit(format: format)
    audit.read(page)
    return PageFinding.Kind.allCases.compactMap { audit.found[$0] }
  }

  private init(format: ExpositionFormat) {
    self.format = format
  }

  /// Notes something; the first of its kind is the example.
  mutating func note(_ kind: PageFinding.Kind, _ example: @autoclosure () -> String) {
    if found[kind] == nil { found[kind] = PageFinding(kind, count: 0, example: example()) }
    found[kind]?.count += 1
  }

  private mutating func read(_ bytes: [UInt8]) {
    let page = bytes.span
    var parser = ExpositionParser(format: format)
    while let entry = try? parser.next(page), entry != .end {
      switch entry {
      case .sample:
        let labels = Labels(parser.labels.map { parser.table.labels[Int($0)] })
        sample(labels, parser.value, parser.timestamp)
      case .comment, .end: break
      case .help, .type, .unit:
        guard let name = try? parser.name(page) else { continue }
        // An empty unit says nothing.
        if entry == .unit, parser.textRange.isEmpty { continue }
        metadata(entry, name, parser.type)
      }
    }
    for (name, problem) in histograms.problems { note(.brokenHistogram, "\(name): \(problem)") }
    for (name, problem) in urls.problems { note(.rawURLs, "\(name): \(problem)") }
    checkFamilies()
  }

  private mutating func sample(_ labels: Labels, _ value: Double, _ time: Int64?) {
    let time = time.map { " at \($0) ms" } ?? ""
    if !seen.insert("\(labels)\(time)").inserted { note(.repeatedSeries, "\(labels)\(time)") }
    let name = labels.name
    let family = familyName(of: name)
    if family != current, families[family]?.hasSamples == true { note(.scatteredFamily, family) }
    current = family
    let type = families[family]?.type ?? .unknown
    families[family, default: Family()].hasSamples = true
    check(labels, value, family, type)
    urls.note(labels)
  }
}
