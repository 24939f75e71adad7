public import LogModel

/// What the records of several logs are, all together: a request that a proxy's log and that of the service
/// behind it both tell of counts once.
public struct JoinedStatistics: Sendable {
  /// A log of which the requests do not count, since another one has them too.
  public struct Repeated: Sendable {
    /// The log's name.
    public var name: String
    /// How many requests have been left out.
    public var leftOut: Int
    /// How many failures that only a proxy sees count all the same; nil in a service's log.
    public var failures: Int?
    /// Why it is believed to stand where it does; empty where the forms of its lines say so.
    public var reason: String
  }

  /// Of more logs the requests are not compared: what each has is kept until the last one has been read.
  public static let bound = RoleInference.bound

  /// Everything, all together.
  public private(set) var statistics = LogStatistics()
  /// The role whose requests count; nil where all of them do.
  public private(set) var counted: LogRole?
  /// The logs whose requests do not.
  public private(set) var repeated: [Repeated] = []

  /// Records without the requests that have been left out.
  public var countedRecords: Int { statistics.all.records - repeated.reduce(0) { $0 + $1.leftOut } }

  private var searches: [(name: String, outcome: LogSearch.Outcome)] = []

  /// Of no log.
  public init() {}

  /// Adds what a search has found in the log of a name.
  public mutating func add(_ outcome: LogSearch.Outcome, of name: String) {
    if outcome.requests != nil {
      searches.append((name, outcome))
    } else if let found = outcome.statistics {
      statistics.merge(found)
    }
  }

  /// Finds out which of the logs tell of the same requests, once all have been added.
  public mutating func join() {
    let sources = searches.enumerated().map { number, search in
      let source = RoleInference.Source(
        name: search.name.split(separator: "/").last.map(String.init) ?? search.name,
        byForms: search.outcome.role,
        samples: search.outcome.samples
      )
      return (number, source)
    }
    let verdicts = RoleInference.verdicts(Dictionary(uniqueKeysWithValues: sources))
    counted = Self.counted(searches.map(\.outcome), verdicts.mapValues(\.role))
    for (number, search) in searches.enumerated() {
      guard let rest = search.outcome.statistics else { continue }
      statistics.merge(rest)
      let failures = search.outcome.failures ?? LogStatistics()
      guard let requests = search.outcome.requests else { continue }
      guard let counted, let verdict = verdicts[number], verdict.role != counted else {
        statistics.merge(requests)
        statistics.merge(failures)
        continue
      }
      statistics.mergeLines(of: requests)
      let isEdge = verdict.role == .edge
      if isEdge { statistics.merge(failures) } else { statistics.mergeLines(of: failures) }
      repeated.append(
        Repeated(
          name: search.name,
          leftOut: requests.all.requests + (isEdge ? 0 : failures.all.requests),
          failures: isEdge ? failures.all.requests : nil,
          reason: verdict.reason
        )
      )
    }
  }

  /// The role whose requests count, by what the logs of both have over the time that both cover.
  private static func counted(
    _ outcomes: [LogSearch.Outcome],
    _ roles: [Int: LogRole]
  ) -> LogRole? {
    var seconds: [LogRole: [Int64: Int]] = [:]
    for (number, role) in roles where outcomes.indices.contains(number) {
      let outcome = outcomes[number]
      for statistics in [outcome.statistics, outcome.requests, outcome.failures] {
        for (second, total) in statistics?.seconds ?? [:] where total.requests > 0 {
          seconds[role, default: [:]][second, default: 0] += total.requests
        }
      }
    }
    guard let edge = seconds[.edge], let gateway = seconds[.gateway],
      let first = [edge, gateway].compactMap({ $0.keys.min() }).max(),
      let last = [edge, gateway].compactMap({ $0.keys.max() }).min(), first <= last
    else { return nil }
    func requests(_ counts: [Int64: Int]) -> Double {
      Double(counts.reduce(0) { (first...last).contains($1.key) ? $0 + $1.value : $0 })
    }
    return RequestScope.counted(
      before: nil,
      atGateway: requests(gateway),
      atEdge: requests(edge)
    )
  }
}
