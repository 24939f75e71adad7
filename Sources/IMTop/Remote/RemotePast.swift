import MetricsClient
import MetricsModel

/// What a Prometheus server knows of the time before the first scrape, as series like those scraped
/// here, for the baselines of rules.
///
/// The samples are the server's values at fixed steps. Series that are scraped here too go on where the
/// server's end; others end at the first scrape.
struct RemotePast: SeriesSource {
  /// The milliseconds between two samples, as many as the baselines' subqueries ask for.
  static let stepOfRules: Int64 = 15_000
  /// How far back rules look at most: an hour, and what their windows and offsets add.
  static let reachOfRules: Int64 = 4_200_000
  /// The most series of one selector; of more, sums would lack a part.
  private static let seriesLimit = 500

  /// What is known of a query's series at the steps of a range; what is missing is asked for.
  typealias Ask = @Sendable (_ query: String, _ from: Int64, _ through: Int64) -> StepLines?

  /// The scraped series.
  let local: any SeriesSource
  /// The first scrape, in milliseconds.
  let seam: Int64
  /// The conditions that narrow every question to the targets that are watched here.
  let scope: [Matcher]
  /// Whether the server has a metric of these targets.
  let knows: @Sendable (_ metric: String) -> Bool
  /// The `instance` labels here by those of the server.
  let instances: [String: String]
  /// The `job` labels here by the `instance` labels here, of those instances that have one.
  var jobs: [String: String] = [:]
  /// How many milliseconds before the first scrape are asked for.
  var reach = Self.reachOfRules
  /// The milliseconds between two samples.
  var step = Self.stepOfRules
  /// Whether the server is all there is: its series keep their own `instance` and `job`, and one that
  /// has no value any more ends.
  var isWhole = false
  let ask: Ask

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    let here = local.series(matching: matchers, in: range)
    let past = past(matching: matchers, in: range)
    guard !past.isEmpty else { return here }
    var places = Dictionary(here.enumerated().map { (Self.key($1.labels), $0) }) { first, _ in first
    }
    var joined = here
    for var one in past {
      if let place = places[Self.key(one.labels)] {
        let next = joined[place].timestamps.first ?? seam
        let count = one.timestamps.firstIndex { $0 >= next } ?? one.timestamps.count
        joined[place].timestamps.insert(contentsOf: one.timestamps.prefix(count), at: 0)
        joined[place].values.insert(contentsOf: one.values.prefix(count), at: 0)
      } else {
        places[Self.key(one.labels)] = joined.count
        if range.through.milliseconds >= seam {
          one.timestamps.append(seam)
          one.values.append(.stale)
        }
        joined.append(one)
      }
    }
    return joined
  }

  func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    range.from.milliseconds < seam
      ? SeriesSelection(series(matching: matchers, in: range))
      : local.selection(matching: matchers, in: range)
  }

  func metricNames() -> [String] { local.metricNames() }

  /// The server's series before the seam, with the labels that they have here.
  private func past(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    let exact = matchers.first { $0.name == Labels.metricName && $0.comparison == .equal }
    guard range.from.milliseconds < seam, let exact, knows(exact.value) else { return [] }
    // The target's labels are set here; what they must be is looked at when they are.
    let asked = matchers.filter { isWhole || !Self.targetLabels.contains($0.name) } + scope
    let query = "{\(asked.map(\.description).joined(separator: ","))}"
    let end = (seam - 1).aligned(to: step)
    guard let lines = ask(query, end - reach.aligned(to: step), end),
      lines.lines.count < Self.seriesLimit
    else { return [] }
    let from = max(range.from.milliseconds, lines.start)
    let through = min(range.through.milliseconds, end)
    return lines.lines.compactMap { labels, values in
      let own = isWhole ? labels : relabelled(labels)
      let hasJob = isWhole || own["job"] != nil
      guard matchers.allSatisfy({ !hasJob && $0.name == "job" || $0.matches(own) }) else {
        return nil
      }
      var series = Series(labels: own)
      for (index, value) in values.enumerated() {
        let time = lines.start + Int64(index) * lines.step
        guard time >= from, time <= through else { continue }
        let hasEnded = isWhole && value == nil && series.values.last.map { !$0.isStale } ?? false
        guard let value = value ?? (hasEnded ? .stale : nil) else { continue }
        series.timestamps.append(time)
        series.values.append(value)
      }
      return series.timestamps.isEmpty ? nil : series
    }
  }

  private static let targetLabels: Set = ["instance", "job"]

  private func relabelled(_ labels: Labels) -> Labels {
    guard let instance = labels["instance"].flatMap({ instances[$0] }) else {
      return Self.key(labels)
    }
    let own = Self.key(labels.setting("instance", to: instance))
    return jobs[instance].map { own.setting("job", to: $0) } ?? own
  }

  /// The labels without `job`, which is another one here and on the server.
  private static func key(_ labels: Labels) -> Labels { labels.dropping(["job"]) }
}
