import LogModel
import MetricsModel

/// The series of one source that a query asks for, while they are collected.
struct SeriesAnswer {
  /// The series found so far.
  private(set) var series: [Series] = []

  private let matchers: [Matcher]
  private let source: String
  private let instance: String?
  private let counts: (UInt16) -> Bool
  private let from: Int64
  private let through: Int64
  private let dictionaries: Dictionaries
  private let timestamps: [Int64]

  /// An answer with a sample at each full second of a range, both ends included; `counts` says of which
  /// statuses the source's requests count.
  init(
    matchers: [Matcher],
    source: String,
    instance: String?,
    counts: @escaping (UInt16) -> Bool,
    from: Int64,
    through: Int64,
    dictionaries: Dictionaries
  ) {
    self.matchers = matchers
    self.source = source
    self.instance = instance
    self.counts = counts
    self.from = from
    self.through = through
    self.dictionaries = dictionaries
    self.timestamps = (from...through).map { $0 * 1_000 }
  }

  /// Adds the series of a metric.
  mutating func add(_ metric: LogMetric, of counts: SourceCounts) {
    let name = metric.rawValue
    guard metric == .requestDuration || wants(name) else { return }
    switch metric {
    case .lines:
      for level in Level.allCases {
        add(name, ["level": level.name], [counts.lines[Int(level.rawValue)]])
      }
    case .requests:
      for (key, requests) in zip(counts.requests.keys, counts.requests.series)
      where self.counts(key.status) {
        add(
          name,
          ["path": dictionaries.paths.text(key.path), "status": "\(key.status)"],
          [requests]
        )
      }
    case .requestDuration: addHistogram(name, counts)
    case .opened: add(name, [:], [counts.opened])
    case .closed:
      if counts.closed.isEmpty { add(name, [:], []) }
      for (reason, closed) in counts.closed {
        let text = dictionaries.reasons.text(UInt32(reason))
        add(name, ["reason": text.isEmpty ? "unknown" : text], [closed])
      }
    case .closedAbnormally: add(name, [:], [counts.closedAbnormally])
    case .openAtBeginning:
      if let labels = wanted(name, [:]) {
        append(labels, Array(repeating: counts.openAtBeginning, count: timestamps.count))
      }
    case .short: add(name, [:], [counts.short])
    case .heartbeatTimeouts: add(name, [:], [counts.heartbeatTimeouts])
    case .errorsInARow:
      if let labels = wanted(name, [:]) {
        append(labels, counts.runs.values(from: from - 1, through: through - 1))
      }
    }
  }

  private mutating func addHistogram(_ name: String, _ counts: SourceCounts) {
    if wants(name + "_bucket") { addBuckets(name + "_bucket", counts) }
    add(name + "_count", [:], counts.latencies)
    guard let labels = wanted(name + "_sum", [:]) else { return }
    var values = [Double](repeating: 0, count: timestamps.count)
    counts.latencySum.accumulate(from: from - 1, through: through - 1) { values[$0] += $1 }
    append(labels, values)
  }

  private mutating func addBuckets(_ name: String, _ counts: SourceCounts) {
    for (index, bound) in SourceCounts.latencyBounds.enumerated() {
      let text = bound == bound.rounded() ? "\(Int(bound))" : "\(bound)"
      add(name, ["le": text], Array(counts.latencies[...index]))
    }
    add(name, ["le": "+Inf"], counts.latencies)
  }

  /// Adds the sum of several counters as one series.
  private mutating func add(
    _ name: String,
    _ labels: KeyValuePairs<String, String>,
    _ parts: [CountSeries<UInt32>]
  ) {
    guard let labels = wanted(name, labels) else { return }
    var values = [Double](repeating: 0, count: timestamps.count)
    for part in parts {
      part.accumulate(from: from - 1, through: through - 1) { values[$0] += $1 }
    }
    append(labels, values)
  }

  private mutating func append(_ labels: Labels, _ values: [Double]) {
    series.append(Series(labels: labels, timestamps: timestamps, values: values))
  }

  /// Whether the matchers want series of a name.
  private func wants(_ name: String) -> Bool {
    matchers.allSatisfy { $0.name != Labels.metricName || $0.matches(name) }
  }

  /// The labels of a series, nil when the matchers do not want it.
  private func wanted(_ name: String, _ labels: KeyValuePairs<String, String>) -> Labels? {
    func value(of label: String) -> String {
      switch label {
      case Labels.metricName: name
      case "source": source
      case "instance": instance ?? ""
      default: labels.first { $0.key == label }?.value ?? ""
      }
    }
    guard matchers.allSatisfy({ $0.matches(value(of: $0.name)) }) else { return nil }
    var pairs = labels.compactMap { $0.value.isEmpty ? nil : Labels.Pair($0.key, $0.value) }
    pairs.append(Labels.Pair(Labels.metricName, name))
    pairs.append(Labels.Pair("source", source))
    if let instance { pairs.append(Labels.Pair("instance", instance)) }
    pairs.sort { $0.name < $1.name }
    return Labels(sorted: pairs)
  }
}
