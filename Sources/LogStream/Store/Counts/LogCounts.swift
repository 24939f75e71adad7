import LogModel

/// Exact counts per second of the log's records, kept by streaming, for all sources together.
///
/// A value: a copy is a snapshot and costs the writer little. Cardinality is bounded; what lies beyond
/// is counted as `other`.
struct LogCounts: Sendable {
  /// More paths than this are counted as `other`.
  static let pathBound = 500
  /// More close reasons than this are counted as `other`.
  static let reasonBound = 64

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
    var older: [Int: ErrorRuns] = [:]
    if let selection {
      selection.forEach(in: rows) { add(chunk, $0, order, &older) }
    } else {
      for row in rows { add(chunk, row, order, &older) }
    }
    for (source, runs) in older { sources[source].runs.prepend(runs) }
  }

  private mutating func add(
    _ chunk: LogChunk,
    _ row: Int,
    _ order: LogBlock.Order,
    _ older: inout [Int: ErrorRuns]
  ) {
    let source = Int(chunk.source[row])
    while sources.count <= source { sources.append(SourceCounts()) }
    let second = chunk.time[row].flooredSeconds
    let level = chunk.level[row]
    let isError = level >= Level.error.rawValue
    switch order {
    case .live: sources[source].runs.add(isError: isError, at: second)
    case .history: older[source, default: ErrorRuns()].add(isError: isError, at: second)
    }
    sources[source].cover(second)
    sources[source].lines[Int(level)].add(1, at: second)
    let flags = chunk.flags[row]
    if flags.contains(.request) { addRequest(chunk, row, source, second, flags) }
    let event = chunk.event[row]
    if event != ConnectionEvent.none.rawValue {
      addEvent(chunk, row, source, second, flags, ConnectionEvent(rawValue: event) ?? .none)
    }
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
    var entries = 0
    var series = 0
    for source in sources {
      entries += source.entryCount
      series += source.requests.count + 32
    }
    return entries * MemoryLayout<CountSeries<UInt32>.Entry>.stride + series * 256
      + pathAdmission.count
  }

  /// Forgets the oldest quarter of the time; the counters keep their values.
  mutating func trimOldestQuarter() {
    for index in sources.indices {
      guard let first = sources[index].first, sources[index].newest > first else { continue }
      sources[index].trim(before: first + max(1, (sources[index].newest - first) / 4))
    }
  }

  private mutating func addRequest(
    _ chunk: LogChunk,
    _ row: Int,
    _ source: Int,
    _ second: Int64,
    _ flags: RowFlags
  ) {
    let key = SourceCounts.RequestKey(
      path: admitted(chunk.path[row]),
      status: min(chunk.status[row], 1_000)
    )
    if let index = sources[source].requestIndex[key] {
      sources[source].requests[index].add(1, at: second)
    } else {
      sources[source].requestIndex[key] = sources[source].requests.count
      var series = CountSeries<UInt32>()
      series.add(1, at: second)
      sources[source].requests.append(series)
    }
    let latency = chunk.latency[row]
    guard latency >= 0, !flags.contains(.webSocket) else { return }
    let bounds = SourceCounts.latencyBounds
    var bucket = 0
    while bucket < bounds.count, Double(latency) > bounds[bucket] { bucket += 1 }
    sources[source].latencies[bucket].add(1, at: second)
    if latency > 0 { sources[source].latencySum.add(Double(latency), at: second) }
  }

  private mutating func addEvent(
    _ chunk: LogChunk,
    _ row: Int,
    _ source: Int,
    _ second: Int64,
    _ flags: RowFlags,
    _ event: ConnectionEvent
  ) {
    switch event {
    case .none: return
    case .opened:
      sources[source].opened.add(1, at: second)
      return
    case .closed: break
    case .closedAbnormally: sources[source].closedAbnormally.add(1, at: second)
    case .heartbeatTimeout:
      sources[source].heartbeatTimeouts.add(1, at: second)
      sources[source].closedAbnormally.add(1, at: second)
    }
    var reason = chunk.reason[row]
    if sources[source].closed[reason] == nil,
      sources[source].closed.count >= Self.reasonBound
    {
      reason = UInt16(InternEntries.other)
    }
    sources[source].closed[reason, default: CountSeries()].add(1, at: second)
    sources[source].addEnd(at: second, life: chunk.latency[row])
    if flags.contains(.shortLived) { sources[source].short.add(1, at: second) }
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
