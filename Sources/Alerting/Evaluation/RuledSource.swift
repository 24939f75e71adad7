public import MetricsModel

/// What was read, and what rules make in place of series that have the same labels there: a server that
/// runs the same rules, or a page that tells of them, offers those too.
public struct RuledSource: SeriesSource {
  private let made: any SeriesSource
  private let read: any SeriesSource

  /// The series of `made`, and those of `read` that it does not give itself.
  public init(made: any SeriesSource, read: any SeriesSource) {
    (self.made, self.read) = (made, read)
  }

  /// What the rules make, and what else was read.
  public func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    selection(matching: matchers, in: range).all
  }

  /// What the rules make, and what else was read.
  public func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    join(
      made.series(matching: matchers, in: range),
      read.selection(matching: matchers, in: range)
    )
  }

  /// The newest of what the rules make, and of what else was read.
  public func newest(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    join(made.series(matching: matchers, in: range), read.newest(matching: matchers, in: range))
  }

  /// The names of both, each once.
  public func metricNames() -> [String] {
    Array(Set(made.metricNames()).union(read.metricNames()))
  }

  private func join(_ own: [Series], _ others: SeriesSelection) -> SeriesSelection {
    guard !own.isEmpty, others.count > 0 else {
      return own.isEmpty ? others : SeriesSelection(own)
    }
    let taken = Set(own.map(\.labels))
    let rest = SeriesSelection(count: others.count, size: others.size) {
      OtherSeries(others.reader(), than: taken)
    }
    return SeriesSelection(joining: [SeriesSelection(own), rest])
  }
}

/// A reader that leaves out the series with some labels.
private final class OtherSeries: SeriesReader {
  private let reader: any SeriesReader
  private let taken: Set<Labels>

  init(_ reader: any SeriesReader, than taken: Set<Labels>) {
    (self.reader, self.taken) = (reader, taken)
  }

  func read(_ place: Int, into series: inout Series) -> SeriesReading {
    let reading = reader.read(place, into: &series)
    return taken.contains(series.labels) ? .nothing : reading
  }
}
