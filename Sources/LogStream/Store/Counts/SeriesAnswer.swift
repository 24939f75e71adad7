import LogModel
import MetricsModel

/// The series of one source that a query asks for; their values are added up when they are read.
struct SeriesAnswer: Sendable {
  /// What a series is made of.
  enum Content: Sendable {
    /// The sum of counters.
    case counts([CountSeries<UInt32>])
    /// A counter of what is not whole.
    case sum(CountSeries<Double>)
    case values([Double])
  }

  /// The series found so far.
  private var found: [(labels: Labels, content: Content)] = []

  private let matchers: [Matcher]
  private let source: String
  private let instance: String?
  private let counts: @Sendable (Bool) -> Bool
  private let from: Int64
  private let through: Int64
  private let dictionaries: Dictionaries
  private let timestamps: [Int64]

  /// An answer with a sample at each full second of a range, both ends included; `counts` says whether
  /// requests of the source count, given whether they are failures that only a proxy sees.
  init(
    matchers: [Matcher],
    source: String,
    instance: String?,
    counts: @escaping @Sendable (Bool) -> Bool,
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
      addRequests(name, counts.requests)
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
      add(name, .values(Array(repeating: counts.openAtBeginning, count: timestamps.count)))
    case .short: add(name, [:], [counts.short])
    case .heartbeatTimeouts: add(name, [:], [counts.heartbeatTimeouts])
    case .errorsInARow:
      add(name, .values(counts.runs.values(from: from - 1, through: through - 1)))
    }
  }

  /// Adds the requests by path and status: of thousands of series all but these labels are looked at once.
  private mutating func addRequests(_ name: String, _ requests: RequestCounts) {
    let own: Set = ["path", "status"]
    let ofPath = matchers.filter { $0.name == "path" }
    let ofStatus = matchers.filter { $0.name == "status" }
    guard let common = wanted(name, [:], matchers.filter { !own.contains($0.name) }) else { return }
    let before = common.pairs.filter { $0.name < "path" }
    let between = common.pairs.filter { $0.name > "path" }
    var statuses: [UInt16: String?] = [:]
    var failures: [RequestCounts.Key: Int] = [:]
    for (key, series) in zip(requests.keys, requests.series) where counts(key.isOfEdge) {
      let status =
        statuses[key.status]
        ?? {
          let text = String(key.status)
          let isWanted = ofStatus.allSatisfy { $0.matches(text) }
          statuses[key.status] = .some(isWanted ? text : nil)
          return isWanted ? text : nil
        }()
      guard let status else { continue }
      // Failures that only a proxy sees are of one series with others.
      let failure = RequestCounts.Key(path: key.path, status: key.status)
      if key.status >= 400, let index = failures[failure],
        case .counts(let parts) = found[index].content
      {
        found[index].content = .counts(parts + [series])
        continue
      }
      let path = dictionaries.paths.text(key.path)
      guard ofPath.allSatisfy({ $0.matches(path) }) else { continue }
      var pairs = before
      pairs.reserveCapacity(common.pairs.count + 2)
      if !path.isEmpty { pairs.append(Labels.Pair("path", path)) }
      pairs.append(contentsOf: between)
      pairs.append(Labels.Pair("status", status))
      if key.status >= 400 { failures[failure] = found.count }
      found.append((Labels(sorted: pairs), .counts([series])))
    }
  }

  private mutating func addHistogram(_ name: String, _ counts: SourceCounts) {
    if wants(name + "_bucket") { addBuckets(name + "_bucket", counts) }
    add(name + "_count", [:], counts.latencies)
    add(name + "_sum", .sum(counts.latencySum))
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
    if let labels = wanted(name, labels, matchers) { found.append((labels, .counts(parts))) }
  }

  /// Adds a series that has no labels but those of the source.
  private mutating func add(_ name: String, _ content: Content) {
    if let labels = wanted(name, [:], matchers) { found.append((labels, content)) }
  }

  /// Whether the matchers want series of a name.
  private func wants(_ name: String) -> Bool {
    matchers.allSatisfy { $0.name != Labels.metricName || $0.matches(name) }
  }

  /// The labels of a series, nil when the matchers do not want it.
  private func wanted(
    _ name: String,
    _ labels: KeyValuePairs<String, String>,
    _ matchers: [Matcher]
  ) -> Labels? {
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

extension SeriesAnswer {
  /// The series, to be read one by one.
  var selection: SeriesSelection {
    SeriesSelection(count: found.count, size: found.count * timestamps.count) { Reader(self) }
  }

  private final class Reader: SeriesReader {
    private let answer: SeriesAnswer

    init(_ answer: SeriesAnswer) { self.answer = answer }

    func read(_ place: Int, into series: inout Series) -> SeriesReading {
      guard answer.found.indices.contains(place) else { return .nothing }
      series.labels = answer.found[place].labels
      series.timestamps = answer.timestamps
      if case .values(let values) = answer.found[place].content {
        series.values = values
        return .numbers
      }
      if series.values.count != answer.timestamps.count {
        series.values = [Double](repeating: 0, count: answer.timestamps.count)
      } else {
        for index in series.values.indices { series.values[index] = 0 }
      }
      let (from, through) = (answer.from - 1, answer.through - 1)
      switch answer.found[place].content {
      case .counts(let parts):
        for part in parts {
          part.accumulate(from: from, through: through) { series.values[$0] += $1 }
        }
      case .sum(let part):
        part.accumulate(from: from, through: through) { series.values[$0] += $1 }
      case .values: break
      }
      return .numbers
    }
  }
}
