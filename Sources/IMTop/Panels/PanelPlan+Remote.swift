import Dashboard
import MetricsClient
import MetricsModel
import PromQL

/// What a Prometheus server is asked for one panel.
struct RemoteQueries: Equatable {
  /// The panel's own query.
  var query: String
  /// Those of its companions; nil for one that cannot be asked.
  var companions: [String?]
}

extension PanelPlan {
  /// Lets a Prometheus server fill the past, or everything where nothing here has the metrics.
  ///
  /// `localNames` are the metrics of the targets that are watched here, nil while none was scraped.
  /// A server that has the same targets is asked about these alone; where it has others only, their
  /// past is not that of the numbers here, and is left out.
  mutating func ask(_ remote: RemoteView, localNames: Set<String>?) {
    guard origin == .scrape, let names = expression.metricNames, !names.isEmpty,
      names.isSubset(of: remote.catalog.names)
    else { return }
    let isLocal = localNames.map { names.isSubset(of: $0) } ?? true
    let knowsTargets = remote.knowsTargets(of: names)
    guard knowsTargets || !isLocal else { return }
    let scope = knowsTargets ? remote.targetScope : remote.scope
    // The server may scrape less often than is scraped here.
    let interval = remote.catalog.interval
    func asked(_ expression: Expr) -> String? {
      Self.narrowed(expression.wideningWindows(forSamplesEvery: interval), by: scope)
    }
    guard let query = asked(expression) else { return }
    self.remote = RemoteQueries(query: query, companions: companions.map { $0.flatMap(asked) })
    if !isLocal { origin = .prometheus }
  }

  private static func narrowed(_ expression: Expr, by scope: [Matcher]) -> String? {
    (try? expression.addingMatchers { _ in scope })?.description
  }

  /// Up to which time the server's values stand before those of the scrapes, in milliseconds.
  func remoteEnd(_ inputs: PanelInputs) -> Int64 {
    switch origin {
    case .prometheus: .max
    case .scrape, .log:
      inputs.firstScrape.map { $0.milliseconds + expression.longestWindow } ?? .max
    }
  }

  /// The server's values at the steps of a range, as far as they are at hand; nil where none are.
  func remoteValues(
    _ query: String,
    from: Int64,
    through: Int64,
    step: Int64,
    _ inputs: PanelInputs
  ) -> [Double?]? {
    remoteSteps(query, from: from, through: through, step: step, inputs)
      .map { $0.lines.sum(from: from, through: $0.end) }
  }

  /// The same of every series by itself.
  func remoteLines(
    _ query: String,
    from: Int64,
    through: Int64,
    step: Int64,
    _ inputs: PanelInputs
  ) -> Lines {
    remoteSteps(query, from: from, through: through, step: step, inputs)
      .map { $0.lines.values(from: from, through: $0.end) } ?? [:]
  }

  private func remoteSteps(
    _ query: String,
    from: Int64,
    through: Int64,
    step: Int64,
    _ inputs: PanelInputs
  ) -> (lines: StepLines, end: Int64)? {
    let last = min(through, remoteEnd(inputs))
    guard from <= last, let history = inputs.remote?.history else { return nil }
    let end = last.aligned(to: step)
    guard from <= end else { return nil }
    return history.lines(query, from: from, through: end, step: step).map { ($0, end) }
  }

  /// For how many milliseconds a value of the server counts as the newest one.
  private static let freshness: Int64 = 60_000

  /// The newest of the server's values up to the end of a range; nil where it is too old.
  func newestRemoteValue(
    _ query: String,
    from: Int64,
    through: Int64,
    step: Int64,
    _ inputs: PanelInputs
  ) -> Double? {
    remoteValues(query, from: from, through: through, step: step, inputs)?
      .suffix(recentSteps(step)).last { $0 != nil } ?? nil
  }

  /// Of how many steps the last value counts as the newest one.
  func recentSteps(_ step: Int64) -> Int { Int(max(Self.freshness / step, 3)) }

  /// Why the server gives no newest value.
  func remoteAbsence(
    step: Int64,
    _ inputs: PanelInputs,
    _ wasSeen: Bool
  ) -> PanelValues.Absence {
    guard let remote, let history = inputs.remote?.history else { return .notOffered }
    if let reason = history.refusal(remote.query, step: step) { return .broken(reason) }
    if case .down(let reason) = history.status.health { return wasSeen ? .stale : .broken(reason) }
    return history.isIdle ? .empty : .waiting
  }
}
