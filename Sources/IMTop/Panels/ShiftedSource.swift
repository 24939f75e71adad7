import MetricsModel

/// A source on another clock, read as if it were on the scrape's: times are moved by a fixed offset.
struct ShiftedSource: SeriesSource {
  var source: any SeriesSource
  /// What is added to the source's times, in milliseconds.
  var offset: Int64

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    selection(matching: matchers, in: range).all
  }

  func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    moved(source.selection(matching: matchers, in: range.moved(by: -offset)))
  }

  func newest(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    moved(source.newest(matching: matchers, in: range.moved(by: -offset)))
  }

  func metricNames() -> [String] { source.metricNames() }

  private func moved(_ found: SeriesSelection) -> SeriesSelection {
    guard offset != 0 else { return found }
    return SeriesSelection(count: found.count, size: found.size) { [offset] in
      Reader(found.reader(), offset: offset)
    }
  }

  /// Reads series and moves their times.
  private final class Reader: SeriesReader {
    private let reader: any SeriesReader
    private let offset: Int64

    init(_ reader: any SeriesReader, offset: Int64) {
      self.reader = reader
      self.offset = offset
    }

    func read(_ place: Int, into series: inout Series) -> SeriesReading {
      let reading = reader.read(place, into: &series)
      guard reading != .nothing else { return .nothing }
      for index in series.timestamps.indices { series.timestamps[index] &+= offset }
      return reading
    }
  }
}

extension Timestamp {
  /// This point moved by whole milliseconds, saturating.
  func moved(by milliseconds: Int64) -> Timestamp {
    advanced(bySeconds: Double(milliseconds) / 1000)
  }
}

extension TimeRange {
  /// This range moved by whole milliseconds, saturating.
  fileprivate func moved(by milliseconds: Int64) -> TimeRange {
    TimeRange(from: from.moved(by: milliseconds), through: through.moved(by: milliseconds))
  }
}
