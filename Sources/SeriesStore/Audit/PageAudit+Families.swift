import MetricsModel

/// The rules about families.
extension PageAudit {
  /// The family that a sample's name belongs to.
  func familyName(of name: String) -> String {
    MetricMetadata.families(ofSeries: name).first { families[$0] != nil } ?? name
  }

  /// Takes in a line of metadata.
  mutating func metadata(_ entry: ExpositionParser.Entry, _ name: String, _ type: MetricType) {
    var family = families[name] ?? Family()
    let isRepeated: Bool
    switch entry {
    case .help:
      isRepeated = family.hasHelp
      family.hasHelp = true
    case .type:
      isRepeated = family.hasType
      family.hasType = true
      family.type = type
    default:
      isRepeated = family.hasUnit
      family.hasUnit = true
    }
    if isRepeated { note(.repeatedMetadata, name) }
    if family.hasSamples { note(.lateMetadata, name) }
    families[name] = family
    current = name
  }

  /// Holds one sample against the rules of its family's type.
  mutating func check(_ labels: Labels, _ value: Double, _ family: String, _ type: MetricType) {
    let suffix = labels.name.dropFirst(family.count)
    switch type {
    case .counter:
      if suffix != "_created" { checkCount(labels, value) }
      if format == .openMetrics, suffix != "_total", suffix != "_created" {
        note(.badName, "the counter \(labels.name) lacks _total")
      }
    case .histogram, .gaugehistogram:
      histograms.note(labels, value, family, suffix, isGauge: type == .gaugehistogram)
      if suffix == "_bucket", labels["le"] == nil { note(.badLabel, "\(labels) lacks le") }
      if suffix != "_created", suffix != "_gsum" { checkCount(labels, value) }
      if suffix == "_gsum", value.isNaN { checkCount(labels, value) }
    case .summary: checkSummary(labels, value, suffix)
    case .info:
      if value != 1 { note(.impossibleValue, "\(labels) is \(value), an info is 1") }
      if format == .openMetrics, suffix != "_info" {
        note(.badName, "the info \(labels.name) lacks _info")
      }
    case .stateset:
      if value != 0, value != 1 {
        note(.impossibleValue, "\(labels) is \(value), a state is 0 or 1")
      }
      if labels[family] == nil { note(.badLabel, "\(labels) lacks \(family)") }
    case .gauge, .unknown: break
    }
  }

  private mutating func checkSummary(_ labels: Labels, _ value: Double, _ suffix: Substring) {
    switch suffix {
    case "":
      guard let text = labels["quantile"], let quantile = Double(text),
        (0...1).contains(quantile)
      else { return note(.badLabel, "\(labels) has no quantile from 0 to 1") }
      if format == .openMetrics, value < 0 { checkCount(labels, value) }
    case "_count", "_sum": checkCount(labels, value)
    default: break
    }
  }

  /// What counts is neither negative nor no number.
  private mutating func checkCount(_ labels: Labels, _ value: Double) {
    if value.isNaN || value < 0 { note(.impossibleValue, "\(labels) is \(value)") }
  }

  /// Holds the families against each other once the page is read.
  mutating func checkFamilies() {
    for (name, family) in families.sorted(by: { $0.key < $1.key }) {
      if family.hasUnit, family.type == .info || family.type == .stateset {
        note(.misplacedUnit, name)
      }
      guard format == .openMetrics, family.hasType else { continue }
      let own: [String] =
        switch family.type {
        case .counter: ["_total", "_created"]
        case .histogram: ["_bucket", "_count", "_sum", "_created"]
        case .gaugehistogram: ["_bucket", "_gcount", "_gsum"]
        case .summary: ["_count", "_sum", "_created"]
        case .info: ["_info"]
        default: []
        }
      for suffix in own where families[name + suffix]?.hasType == true {
        note(.badName, "\(name + suffix) is a family and a sample of \(name)")
      }
    }
  }
}
