public import MetricsModel
public import PromQL

/// Which profile's expressions fit the series that are there.
public struct Recognition: Sendable {
  /// How one number is computed, and from what.
  public struct Choice: Sendable {
    /// The expression.
    public var expression: Expr
    /// The expression as the profile has it.
    public var source: String
    /// The profile's title.
    public var profile: String
    /// Whether it is derived from the log.
    public var isFromLog: Bool
  }

  /// The profiles whose metrics were seen.
  public var matched: [Profile]
  /// By which metrics each of them was recognised and why they count, by the profile's name.
  public var evidence: [String: [String]]
  /// The numbers that can be computed.
  public var choices: [Concept: Choice]
  /// The same numbers as the log gives them, for the time before the first scrape and for filters
  /// that only the log can follow.
  public var logChoices: [Concept: Choice]

  /// Finds, for every number and every instance, the first expression whose series exist.
  ///
  /// A profile is recognised by its signs: metrics that are there and behave as it says, where it does;
  /// `types` are what pages say of their metrics.
  /// Profiles whose metrics were seen come first, then the common names, then the log. An expression
  /// fits an instance when each of its selectors finds a series of it that has all labels which the
  /// selector needs: `http_requests_total{status=~"5.."}` fits where the label `status` exists, errors
  /// or not. Where instances differ, their expressions are joined by `or`.
  /// `interval` gives the seconds between two samples of an instance: windows that would hold too few of
  /// them are made longer, those of the profiles' panels too.
  public init(
    profiles: [Profile],
    log: Profile,
    source: any SeriesSource,
    logSource: any SeriesSource,
    range: TimeRange,
    logRange: TimeRange,
    types: @escaping (String) -> Behaviour? = { _ in nil },
    interval: (String) -> Double = { _ in 0 }
  ) {
    let witness = Witness(source, range, types: types)
    let known = profiles.metricNames
    (matched, evidence) = ([], [:])
    var found: [String: [String]] = [:]
    for profile in profiles {
      let signs = witness.signs(of: profile, known: known)
      guard !signs.isEmpty else { continue }
      matched.append(profile)
      evidence[profile.name] = signs.map(\.text)
      found[profile.name] = signs.filter(\.isPattern).map(\.metric)
    }
    let ordered = matched + profiles.filter { $0.detect.isEmpty }
    let logNames = Set(logSource.metricNames())
    choices = [:]
    logChoices = [:]
    for concept in Concept.allCases {
      logChoices[concept] = log.candidates[concept]?
        .first { !$0.expression.instances(logSource, names: logNames, logRange).isEmpty }
        .map { Choice($0, of: log, isFromLog: true) }
      let candidates = ordered.flatMap { profile in
        witness.candidates(of: profile, for: concept, metrics: found[profile.name] ?? [])
          .map { (profile, $0) }
      }
      choices[concept] =
        Self.joined(candidates, interval) {
          $0.expression.instances(source, names: witness.names, range)
        } ?? logChoices[concept]
    }
    matched = matched.map { profile in
      var profile = profile
      profile.panels = profile.panels.map { panel in
        panel.wideningWindows { expression in
          expression.instances(source, names: witness.names, range).map(interval).max() ?? 0
        }
      }
      return profile
    }
  }

  /// The first fitting expression of each instance, joined; nil where none fits any.
  private static func joined(
    _ candidates: [(Profile, Profile.Candidate)],
    _ interval: (String) -> Double,
    _ instances: (Profile.Candidate) -> Set<String>
  ) -> Choice? {
    var covered: Set<String> = []
    var result: Choice?
    for (profile, candidate) in candidates {
      let fitting = instances(candidate)
      guard !fitting.isSubset(of: covered) else { continue }
      covered.formUnion(fitting)
      let choice = Choice(candidate, of: profile, isFromLog: false)
        .wideningWindows(forSamplesEvery: fitting.map(interval).max() ?? 0)
      result = result.map { $0.or(choice) } ?? choice
    }
    return result
  }

  /// What the names of the numbers stand for, for `Expr.expanding`.
  public var definitions: [String: Expr] {
    Dictionary(uniqueKeysWithValues: choices.map { ($0.key.recordName, $0.value.expression) })
  }

  /// What the names stand for while the log's past is longer than that of the scrapes: all that the
  /// log can tell comes from it, but for the connections that are open, which it can only guess.
  public var definitionsPreferringLog: [String: Expr] {
    definitions.merging(logDefinitions.filter { $0.key != Concept.connections.recordName }) { $1 }
  }

  /// What the names stand for when everything is derived from the log.
  public var logDefinitions: [String: Expr] {
    Dictionary(uniqueKeysWithValues: logChoices.map { ($0.key.recordName, $0.value.expression) })
  }
}

extension Recognition.Choice {
  fileprivate init(_ candidate: Profile.Candidate, of profile: Profile, isFromLog: Bool) {
    expression = candidate.expression
    source = candidate.source
    self.profile = profile.title
    self.isFromLog = isFromLog
  }
}

extension Recognition.Choice {
  /// This choice with windows that hold enough samples.
  fileprivate func wideningWindows(forSamplesEvery interval: Double) -> Self {
    let wide = expression.wideningWindows(forSamplesEvery: interval)
    guard wide != expression else { return self }
    var choice = self
    (choice.expression, choice.source) = (wide, wide.description)
    return choice
  }

  /// This choice where it has a value, else the other.
  fileprivate func or(_ other: Self) -> Self {
    var both = self
    both.source = "(\(source)) or (\(other.source))"
    guard let expression = try? PromQL.parse(both.source) else { return self }
    both.expression = expression
    if profile != other.profile { both.profile = "\(profile), \(other.profile)" }
    return both
  }
}

extension ConfiguredPanel {
  /// The panel with windows that hold enough samples; `interval` gives the seconds between two of those
  /// that an expression reads.
  fileprivate func wideningWindows(_ interval: (Expr) -> Double) -> ConfiguredPanel {
    var panel = self
    panel.queries = queries.map { query in
      guard let parsed = try? PromQL.parse(query.expression) else { return query }
      let wide = parsed.wideningWindows(forSamplesEvery: interval(parsed))
      guard wide != parsed else { return query }
      var query = query
      query.expression = wide.description
      return query
    }
    return panel
  }
}

extension Expr {
  /// The instances of which every selector finds what it needs.
  fileprivate func instances(
    _ source: any SeriesSource,
    names: Set<String>,
    _ range: TimeRange
  ) -> Set<String> {
    var result: Set<String>?
    for selector in selectors {
      guard let name = selector.metricName, names.contains(name) else { return [] }
      let needed = selector.matchers.filter {
        $0.name != Labels.metricName && !$0.matches("")
      }
      let series = source.series(
        matching: [Matcher(Labels.metricName, equals: name)],
        in: range
      )
      let found = Set(
        series.filter { one in needed.allSatisfy { one.labels[$0.name] != nil } }
          .map { $0.labels["instance"] ?? "" }
      )
      result = result?.intersection(found) ?? found
    }
    return result ?? []
  }
}
