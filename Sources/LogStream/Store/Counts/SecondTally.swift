import LogModel

/// What the records of one second add to a source's counts, gathered before it is added.
///
/// Records mostly come second by second: each series is touched once a second instead of once a record.
struct SecondTally {
  /// The second that is gathered.
  let second: Int64
  private var lines = InlineArray<8, UInt32>(repeating: 0)
  private var latencies = InlineArray<12, UInt32>(repeating: 0)
  private var latencySum = 0.0

  /// Nothing yet of a second.
  init(second: Int64) { self.second = second }

  /// Adds a line with the raw value of its level.
  @inline(__always)
  mutating func addLine(level: UInt8) { lines[Int(level & 7)] &+= 1 }

  /// Adds a request's latency in seconds.
  @inline(__always)
  mutating func add(latency: Float, bounds: [Float]) {
    var bucket = 0
    while bucket < bounds.count, latency > bounds[bucket] { bucket &+= 1 }
    latencies[bucket] &+= 1
    latencySum += Double(latency)
  }

  /// Adds all that was gathered to a source.
  func flush(into counts: inout SourceCounts) {
    counts.cover(second)
    for level in counts.lines.indices where lines[level] > 0 {
      counts.lines[level].add(lines[level], at: second)
    }
    for bucket in counts.latencies.indices where latencies[bucket] > 0 {
      counts.latencies[bucket].add(latencies[bucket], at: second)
    }
    if latencySum > 0 { counts.latencySum.add(latencySum, at: second) }
  }
}
