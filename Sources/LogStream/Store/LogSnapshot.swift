public import MetricsModel

/// The store as it stood at one moment: sealed chunks and a frozen length of the open one.
public struct LogSnapshot: Sendable {
  /// The chunks in the order of the lines, the oldest first.
  let chunks: [ChunkView]
  /// The texts that records share.
  let dictionaries: Dictionaries
  /// The sources' names by number.
  let sourceNames: [String]
  /// The instances that a configuration names as writers, by source number.
  let instances: [Int: String]
  /// Whose requests count.
  let scope: RequestScope
  /// How records are read whole, by source number.
  let decoders: [Int: RecordDecoder]
  /// The counts of all records.
  let counts: LogCounts

  /// Which failures are no proxy's own, though they look like that.
  let answered: AnsweredFailures
  /// Which records have grown.
  let growth: RecordGrowth

  /// Records that were received but are no longer held.
  public let agedOut: Int

  /// How many records are held.
  public var recordCount: Int { chunks.reduce(0) { $0 + $1.count } }

  /// The time of the oldest record that is held.
  public var oldest: Timestamp? {
    chunks.filter { $0.count > 0 }.map(\.summary.firstTime).min().map(
      Timestamp.init(milliseconds:)
    )
  }

  /// The time of the newest record that is held.
  public var newest: Timestamp? {
    chunks.filter { $0.count > 0 }.map(\.summary.lastTime).max().map(
      Timestamp.init(milliseconds:)
    )
  }

  /// The per-second counts as series, with the clock standing at `logNow`.
  public func series(logNow: Timestamp?) -> any SeriesSource {
    series(of: counts, scope: scope, logNow: logNow)
  }

  /// The series of `counts`, of the requests that count in `scope`.
  func series(of counts: LogCounts, scope: RequestScope, logNow: Timestamp?) -> any SeriesSource {
    LogSeries(
      counts: counts,
      dictionaries: dictionaries,
      names: sourceNames,
      instances: instances,
      scope: scope,
      logNow: logNow
    )
  }

  /// The texts that a filter on the source looks at: its name, and its instance where it has one.
  func sourceTexts(_ number: Int) -> [String] {
    [sourceName(number), instances[number]].compactMap(\.self)
  }

  /// The name of a source.
  func sourceName(_ number: Int) -> String {
    sourceNames.indices.contains(number) ? sourceNames[number] : "source \(number)"
  }

  /// The chunk of a number, nil when it is no longer held.
  func view(of number: UInt32) -> ChunkView? { chunks.view(of: number) }
}

extension [ChunkView] {
  /// The chunk of a number, of chunks in the order of their numbers; nil where it is not one of them.
  func view(of number: UInt32) -> ChunkView? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].chunk.number < number { low = middle + 1 } else { high = middle }
    }
    guard low < count, self[low].chunk.number == number else { return nil }
    return self[low]
  }
}
