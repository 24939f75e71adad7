import LogModel

/// What is kept, beyond its counts, of a key that is on the screen.
struct KeyDetail: Sendable {
  /// What the sparkline counts.
  enum Measure: Sendable {
    /// Requests (paths).
    case requests
    /// Connections opened (addresses).
    case opened
    /// Records (pickers).
    case records
  }

  private var perBucket = OrderedCounts()
  private var openings = OrderedCounts()
  private var missing: [UInt32: Int32] = [:]
  private var latencies = LatencyHistogram()

  /// The latency that 95 % of requests stay below.
  var p95: Double? { latencies.quantile(0.95) }

  /// Adds a record of the window (`sign` 1) or takes it away (`sign` -1).
  mutating func add(_ facts: RowFacts, _ sign: Int32, _ measure: Measure, _ grid: BucketGrid) {
    let counts =
      switch measure {
      case .requests: facts.isRequest
      case .opened: facts.event == .opened
      case .records: true
      }
    if counts { perBucket.add(sign, at: grid.number(of: facts.second)) }
    if facts.event == .opened { openings.add(sign, at: facts.second) }
    if facts.isRequest, facts.status == 404, missing.count < 1_000 {
      let count = (missing[facts.path] ?? 0) &+ sign
      missing[facts.path] = count == 0 ? nil : count
    }
    if facts.latency >= 0 { latencies.add(facts.latency, sign) }
  }

  /// The counts of all buckets.
  func buckets(_ grid: BucketGrid) -> [Int] {
    var result = [Int](repeating: 0, count: grid.count)
    perBucket.visit { number, count in
      if let index = grid.index(of: number) { result[index] = Int(count) }
    }
    return result
  }

  /// Tells a row what only its detail knows.
  func describe(_ row: inout TrafficRow, _ grid: BucketGrid) {
    row.p95 = p95
    row.perBucket = buckets(grid)
    row.missingPaths = missing.count
    var (peak, hurried) = (0, 0)
    openings.visit { _, count in
      peak = max(peak, Int(count))
      if count > TrafficRow.hurry { hurried += 1 }
    }
    (row.peakOpenings, row.hurriedSeconds) = (peak, hurried)
  }
}
