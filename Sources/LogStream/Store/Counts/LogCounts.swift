import LogModel

/// Exact counts per second of the log's records, kept by streaming, for all sources together.
///
/// A value: a copy is a snapshot and costs the writer little. Cardinality is bounded; what lies beyond
/// is counted as `other`.
struct LogCounts: Sendable {
  /// More paths than this are counted as `other`.
  static let pathBound = 500

  /// The counts by source number.
  private(set) var sources: [SourceCounts] = []
  /// By path id: 0 not seen yet, 1 counted by itself, 2 counted as `other`.
  private var pathAdmission: [UInt8] = []
  private var pathCount = 0

  /// Adds rows of a chunk; `selection` (nil for all) says which of them count.
  ///
  /// The rows follow those that were added before, or, as `history`, precede them all.
  mutating func add(
    _ chunk: LogChunk,
    rows: Range<Int>,
    selection: Bitmap? = nil,
    order: LogBlock.Order
  ) {
    guard !rows.isEmpty else { return }
    var sums = RowSums(bounds: SourceCounts.latencyBounds)
    if let selection {
      selection.forEach(in: rows) { add(chunk, $0, order, &sums) }
    } else {
      for row in rows { add(chunk, row, order, &sums) }
    }
    leave(&sums)
    for (source, runs) in sums.olderRuns { sources[source].runs.prepend(runs) }
  }

  /// The source and second to which the rows belong that are being added.
  private struct RowSums {
    /// The bounds of the latency histogram.
    let bounds: [Float]
    /// The source's number, -1 before the first row.
    var source = -1
    /// The source's counts, taken out of `sources` meanwhile.
    var counts = SourceCounts()
    /// What the second adds.
    var tally = SecondTally(second: .min)
    /// Runs of errors in the source's rows of the past.
    var runs = ErrorRuns()
    /// The same of sources that were left.
    var olderRuns: [Int: ErrorRuns] = [:]
  }

  private mutating func add(
    _ chunk: LogChunk,
    _ row: Int,
    _ order: LogBlock.Order,
    _ sums: inout RowSums
  ) {
    let source = Int(chunk.source[row])
    let second = chunk.time[row].flooredSeconds
    if source != sums.source || second != sums.tally.second {
      enter(source, second, &sums)
    }
    let level = chunk.level[row]
    let isError = level >= Level.error.rawValue
    switch order {
    case .live: sums.counts.runs.add(isError: isError, at: second)
    case .history: sums.runs.add(isError: isError, at: second)
    }
    sums.tally.addLine(level: level)
    let flags = chunk.flags[row]
    if flags.contains(.request) {
      if !flags.contains(.repeated) {
        sums.counts.requests.add(key(chunk, row, flags), at: second)
      }
      let latency = chunk.latency[row]
      if latency >= 0, flags.hasOwnLatency {
        sums.tally.add(latency: latency, bounds: sums.bounds)
      }
    }
    if let event = ConnectionEvent(rawValue: chunk.event[row]), event != .none {
      sums.counts.add(event, chunk, row, second, flags)
    }
  }

  @inline(__always)
  private mutating func key(_ chunk: LogChunk, _ row: Int, _ flags: RowFlags) -> RequestCounts.Key {
    RequestCounts.Key(
      path: admitted(chunk.path[row]),
      status: min(chunk.status[row], 1_000),
      isOfEdge: flags.contains(.ofEdge)
    )
  }

  /// Counts a failure that was counted as one of the proxy's as one that the service's log has too.
  mutating func answer(_ chunk: LogChunk, _ row: Int) {
    let source = Int(chunk.source[row])
    guard sources.indices.contains(source) else { return }
    let key = key(chunk, row, chunk.flags[row])
    sources[source].requests.answer(key, at: chunk.time[row].flooredSeconds)
  }

  /// Goes on to another second or source.
  private mutating func enter(_ source: Int, _ second: Int64, _ sums: inout RowSums) {
    if source == sums.source {
      sums.tally.flush(into: &sums.counts)
    } else {
      leave(&sums)
      while sources.count <= source { sources.append(SourceCounts()) }
      sums.source = source
      swap(&sums.counts, &sources[source])
      sums.runs = sums.olderRuns.removeValue(forKey: source) ?? ErrorRuns()
    }
    sums.tally = SecondTally(second: second)
  }

  /// Gives the counts of the source back.
  private mutating func leave(_ sums: inout RowSums) {
    guard sums.source >= 0 else { return }
    sums.tally.flush(into: &sums.counts)
    swap(&sums.counts, &sources[sums.source])
    sums.olderRuns[sums.source] = sums.runs
  }

  /// Lets every source cover the time that it covers in `other`, so that its counters stand at 0 there.
  mutating func coverTimes(of other: LogCounts) {
    while sources.count < other.sources.count { sources.append(SourceCounts()) }
    for (index, source) in other.sources.enumerated() {
      guard let first = source.first else { continue }
      sources[index].cover(first)
      sources[index].cover(source.newest)
    }
  }

  /// An estimate of the bytes that the counts take.
  var byteCount: Int {
    var bytes = 0
    var series = 0
    for source in sources {
      bytes += source.byteCount
      series += source.requests.keys.count + 32
    }
    return bytes + series * 256 + pathAdmission.count
  }

  /// Forgets the oldest quarter of the time; the counters keep their values.
  mutating func trimOldestQuarter() {
    for index in sources.indices {
      guard let first = sources[index].first, sources[index].newest > first else { continue }
      sources[index].trim(before: first + max(1, (sources[index].newest - first) / 4))
    }
  }

  /// Whether the requests of a path count as those of `other`.
  func countsAsOther(_ path: UInt32) -> Bool {
    Int(path) < pathAdmission.count && pathAdmission[Int(path)] == 2
  }

  private mutating func admitted(_ path: UInt32) -> UInt32 {
    let index = Int(path)
    if index >= pathAdmission.count {
      pathAdmission.append(
        contentsOf: repeatElement(0, count: index + 1 + index / 2 - pathAdmission.count)
      )
    }
    if pathAdmission[index] == 0 {
      let isAdmitted = pathCount < Self.pathBound || path < InternEntries.firstID
      pathAdmission[index] = isAdmitted ? 1 : 2
      if isAdmitted { pathCount += 1 }
    }
    return pathAdmission[index] == 1 ? path : InternEntries.other
  }
}
