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
    /// Whether all failures of all logs were compared; else some of these may be in another log, too.
    public var isCertain = true
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

  /// Records that were found, those among them that have been left out.
  public private(set) var found = 0
  /// Those of which another log tells too.
  public var leftOut: Int { found - statistics.all.records }

  private var searches: [(name: String, outcome: LogSearch.Outcome)] = []

  /// Of no log.
  public init() {}

  /// Adds what a search has found in the log of a name.
  public mutating func add(_ outcome: LogSearch.Outcome, of name: String) {
    if outcome.requests != nil {
      searches.append((name, outcome))
    } else if let all = outcome.statistics {
      found += all.all.records
      statistics.merge(all)
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
    let roles = verdicts.mapValues(\.role)
    counted = Self.counted(searches.map(\.outcome), roles)
    let answered = counted == .gateway ? Self.answered(searches.map(\.outcome), roles) : [:]
    for (number, search) in searches.enumerated() {
      join(search.name, search.outcome, verdicts[number], answered[number] ?? AnsweredFailures())
    }
  }

  /// Adds the records of a log, its requests as far as they count.
  private mutating func join(
    _ name: String,
    _ outcome: LogSearch.Outcome,
    _ verdict: RoleInference.Verdict?,
    _ answered: AnsweredFailures
  ) {
    guard let rest = outcome.statistics, let requests = outcome.requests else { return }
    let failures = outcome.failures(without: AnsweredFailures())
    found += rest.all.records + requests.all.records + failures.all.records
    statistics.merge(rest)
    guard let counted, let verdict, verdict.role != counted else {
      statistics.merge(requests)
      statistics.merge(failures)
      return
    }
    statistics.cover(requests.span)
    statistics.cover(failures.span)
    let own = verdict.role == .edge ? outcome.failures(without: answered) : nil
    if let own { statistics.merge(own) }
    repeated.append(
      Repeated(
        name: name,
        leftOut: requests.all.requests + failures.all.requests - (own?.all.requests ?? 0),
        failures: own?.all.requests,
        isCertain: searches.allSatisfy(\.outcome.keepsAll),
        reason: verdict.reason
      )
    )
  }

  /// The failures in proxies' logs of which those of services tell too, by the number of the log.
  private static func answered(
    _ outcomes: [LogSearch.Outcome],
    _ roles: [Int: LogRole]
  ) -> [Int: AnsweredFailures] {
    var pairing = FailurePairing(bound: .max)
    _ = pairing.place(roles)
    var answered: [Int: AnsweredFailures] = [:]
    for role in [LogRole.gateway, .edge] {
      for (number, outcome) in outcomes.enumerated() where roles[number] == role {
        for var failure in outcome.kept {
          failure.source = number
          guard let pair = pairing.add(failure) else { continue }
          answered[pair.source, default: AnsweredFailures()].insert(pair.id)
        }
      }
    }
    return answered
  }

  /// The role whose requests count, by what the logs of both have over the time that both cover.
  private static func counted(
    _ outcomes: [LogSearch.Outcome],
    _ roles: [Int: LogRole]
  ) -> LogRole? {
    var seconds: [LogRole: [Int64: Int]] = [:]
    for (number, role) in roles where outcomes.indices.contains(number) {
      let outcome = outcomes[number]
      let failures = outcome.failures(without: AnsweredFailures())
      for statistics in [outcome.statistics, outcome.requests, failures] {
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

extension LogSearch.Outcome {
  /// What the failures are that only a proxy sees, without those that are answered.
  fileprivate func failures(without answered: AnsweredFailures) -> LogStatistics {
    var all = failures ?? LogStatistics()
    all.merge(keeps(answered))
    return all
  }
}
