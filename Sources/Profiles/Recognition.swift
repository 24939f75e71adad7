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
  /// The numbers that can be computed.
  public var choices: [Concept: Choice]
  /// The same numbers as the log gives them, for the time before the first scrape and for filters
  /// that only the log can follow.
  public var logChoices: [Concept: Choice]

  /// Finds, for every number, the first expression whose series exist.
  ///
  /// Profiles whose metrics were seen come first, then the common names, then the log. An expression
  /// fits when each of its selectors finds a series that has all labels which the selector needs:
  /// `http_requests_total{status=~"5.."}` fits where the label `status` exists, errors or not.
  public init(
    profiles: [Profile],
    log: Profile,
    source: any SeriesSource,
    logSource: any SeriesSource,
    range: TimeRange,
    logRange: TimeRange
  ) {
    let names = Set(source.metricNames())
    matched = profiles.filter { profile in profile.detect.contains { names.contains($0) } }
    let ordered = matched + profiles.filter { $0.detect.isEmpty }
    let logNames = Set(logSource.metricNames())
    choices = [:]
    logChoices = [:]
    for concept in Concept.allCases {
      logChoices[concept] = log.candidates[concept]?
        .first { $0.fits(logSource, names: logNames, logRange) }
        .map { Choice($0, of: log, isFromLog: true) }
      choices[concept] =
        ordered.lazy.flatMap { profile in
          (profile.candidates[concept] ?? []).lazy.map { (profile, $0) }
        }
        .first { $0.1.fits(source, names: names, range) }
        .map { Choice($0.1, of: $0.0, isFromLog: false) } ?? logChoices[concept]
    }
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

extension Profile.Candidate {
  fileprivate func fits(
    _ source: any SeriesSource,
    names: Set<String>,
    _ range: TimeRange
  ) -> Bool {
    expression.selectors.allSatisfy { selector in
      guard let name = selector.metricName, names.contains(name) else { return false }
      let needed = selector.matchers.filter {
        $0.name != Labels.metricName && !$0.matches("")
      }
      guard !needed.isEmpty else { return true }
      let series = source.series(
        matching: [Matcher(Labels.metricName, equals: name)],
        in: range
      )
      return series.contains { one in needed.allSatisfy { one.labels[$0.name] != nil } }
    }
  }
}
