/// Where PromQL reads series from: the scrapes in memory, the log's counts, or several together.
///
/// Calls come from any thread and return at once from an immutable snapshot; a source never waits
/// for the network.
public protocol SeriesSource: Sendable {
  /// The series that satisfy all matchers, each with its samples in the closed range `range`.
  ///
  /// Series without a sample in the range are left out. Order is unspecified, identities are unique.
  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series]

  /// The same series, to be read one by one.
  func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection

  /// The same series where nothing but the newest sample of each matters: older ones may be missing.
  func newest(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection

  /// The names of all metrics that this source holds, in any order, without repetition.
  func metricNames() -> [String]
}

extension SeriesSource {
  /// A selection of what `series(matching:in:)` gives.
  public func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    SeriesSelection(series(matching: matchers, in: range))
  }

  /// What `selection(matching:in:)` gives.
  public func newest(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    selection(matching: matchers, in: range)
  }
}

/// Several sources read as one; identities are expected to be distinct between them.
public struct CombinedSource: SeriesSource {
  private let sources: [any SeriesSource]

  /// A source that answers with what any of `sources` holds.
  public init(_ sources: [any SeriesSource]) {
    self.sources = sources
  }

  /// What the sources hold, one behind the other.
  public func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    sources.flatMap { $0.series(matching: matchers, in: range) }
  }

  /// What the sources select, one behind the other.
  public func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    SeriesSelection(joining: sources.map { $0.selection(matching: matchers, in: range) })
  }

  /// What the sources select of the newest samples, one behind the other.
  public func newest(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    SeriesSelection(joining: sources.map { $0.newest(matching: matchers, in: range) })
  }

  /// The names of all sources, each once.
  public func metricNames() -> [String] {
    Array(Set(sources.flatMap { $0.metricNames() }))
  }
}
