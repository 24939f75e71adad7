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

  private var perBucket: [Int64: Int32] = [:]
  private var openings: [Int64: Int32] = [:]
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
    if counts { Self.add(sign, to: &perBucket, grid.number(of: facts.second)) }
    if facts.event == .opened { Self.add(sign, to: &openings, facts.second) }
    if facts.isRequest, facts.status == 404, missing.count < 1_000 {
      Self.add(sign, to: &missing, facts.path)
    }
    if facts.latency >= 0 { latencies.add(facts.latency, sign) }
  }

  /// The counts of all buckets.
  func buckets(_ grid: BucketGrid) -> [Int] {
    var result = [Int](repeating: 0, count: grid.count)
    for (number, count) in perBucket {
      if let index = grid.index(of: number) { result[index] = Int(count) }
    }
    return result
  }

  /// Tells a row what only its detail knows.
  func describe(_ row: inout TrafficRow, _ grid: BucketGrid) {
    row.p95 = p95
    row.perBucket = buckets(grid)
    row.missingPaths = missing.count
    row.peakOpenings = Int(openings.values.max() ?? 0)
    row.hurriedSeconds = openings.values.count { $0 > TrafficRow.hurry }
  }

  private static func add<Key>(_ sign: Int32, to counts: inout [Key: Int32], _ key: Key) {
    let value = (counts[key] ?? 0) &+ sign
    counts[key] = value == 0 ? nil : value
  }
}
