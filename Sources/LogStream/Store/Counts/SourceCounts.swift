import LogModel

/// The exact counts of one source, second by second.
struct SourceCounts: Sendable {
  /// The bounds of the latency histogram, those of Prometheus' Go client; `+Inf` follows.
  static let latencyBounds: [Float] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]
  /// More close reasons than this are counted as `other`.
  static let reasonBound = 64
  /// Connections that lived less than this many seconds are short.
  static let shortLife: Float = 30

  /// The first second with a line, nil before there is one.
  var first: Int64?
  /// The first second that was ever held, whatever has been forgotten since.
  private var beginning: Int64?
  /// The last second with a line.
  var newest = Int64.min
  /// Lines by the raw value of their level.
  var lines = Array(repeating: CountSeries<UInt32>(), count: Level.allCases.count)
  /// Requests by path and status.
  var requests = RequestCounts()
  /// Requests by the bucket in which their latency falls; WebSockets left out.
  var latencies = Array(repeating: CountSeries<UInt32>(), count: latencyBounds.count + 1)
  /// The sum of latencies in seconds.
  var latencySum = CountSeries<Double>()
  /// Connections opened.
  var opened = CountSeries<UInt32>()
  /// Connections closed by the id of their reason.
  var closed: [UInt16: CountSeries<UInt32>] = [:]
  /// Connections closed abnormally.
  var closedAbnormally = CountSeries<UInt32>()
  /// Connections whose end was seen, by the second in which they opened.
  private var openings = CountSeries<UInt32>()
  /// What `openings` held before `beginning` when it was forgotten.
  private var forgottenOpenings = 0.0
  /// Connections that lived less than 30 s.
  var short = CountSeries<UInt32>()
  /// Heartbeat timeouts.
  var heartbeatTimeouts = CountSeries<UInt32>()
  /// Runs of errors.
  var runs = ErrorRuns()

  /// Lets the source's time reach from `first` to `newest` at least.
  mutating func cover(_ second: Int64) {
    first = min(first ?? second, second)
    beginning = min(beginning ?? second, second)
    newest = max(newest, second)
  }

  /// Connections that were open when the held log begins, as far as their ends were seen since.
  var openAtBeginning: Double {
    guard let beginning else { return 0 }
    return forgottenOpenings + openings.sum(in: .min..<beginning)
  }

  /// Counts what a row says of a connection.
  mutating func add(
    _ event: ConnectionEvent,
    _ chunk: LogChunk,
    _ row: Int,
    _ second: Int64,
    _ flags: RowFlags
  ) {
    switch event {
    case .none: return
    case .opened:
      opened.add(1, at: second)
      return
    case .closed: break
    case .closedAbnormally: closedAbnormally.add(1, at: second)
    case .heartbeatTimeout:
      heartbeatTimeouts.add(1, at: second)
      closedAbnormally.add(1, at: second)
    }
    var reason = chunk.reason[row]
    if closed[reason] == nil, closed.count >= Self.reasonBound {
      reason = UInt16(InternEntries.other)
    }
    closed[reason, default: CountSeries()].add(1, at: second)
    addEnd(at: second, life: chunk.latency[row])
    if flags.contains(.shortLived) { short.add(1, at: second) }
  }

  /// Notes when a connection opened that ended in `second` after a life of `life` seconds.
  private mutating func addEnd(at second: Int64, life: Float) {
    guard life >= 0 else { return }
    openings.add(1, at: second - Int64(min(life, 1e9)))
  }

  /// How many bytes the entries of all series take.
  var byteCount: Int {
    var bytes = latencySum.byteCount + opened.byteCount + closedAbnormally.byteCount
    bytes += openings.byteCount + short.byteCount + heartbeatTimeouts.byteCount
    bytes += runs.entries.count * MemoryLayout<ErrorRuns.Entry>.stride
    for series in lines { bytes += series.byteCount }
    for series in latencies { bytes += series.byteCount }
    for series in closed.values { bytes += series.byteCount }
    return bytes + requests.byteCount
  }

  /// Forgets what was added before `second`; the counters keep their values.
  mutating func trim(before second: Int64) {
    for index in lines.indices { lines[index].trim(before: second) }
    for index in latencies.indices { latencies[index].trim(before: second) }
    requests.trim(before: second)
    for key in closed.keys { closed[key]?.trim(before: second) }
    latencySum.trim(before: second)
    opened.trim(before: second)
    closedAbnormally.trim(before: second)
    forgottenOpenings = openAtBeginning
    openings.trim(before: second)
    short.trim(before: second)
    heartbeatTimeouts.trim(before: second)
    runs.trim(before: second)
    first = first.map { max($0, second) }
  }
}
