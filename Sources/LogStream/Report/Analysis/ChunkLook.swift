import LogModel

/// What one look at new rows of a chunk has found.
struct ChunkLook: Sendable {
  /// The records of one second, while they follow each other.
  struct SecondRun: Sendable {
    /// The second since the epoch.
    var second: Int64
    /// Records.
    var records: Int32
    /// Those with trouble among them.
    var troubles: Int32
  }

  /// The rows that pass; nil where all do.
  let passing: Bitmap?
  /// How many there are.
  private(set) var matched = 0
  /// How they are spread over time, in their order.
  private(set) var seconds: [SecondRun] = []

  /// Counts the rows of a range that pass.
  init(_ chunk: LogChunk, _ rows: Range<Int>, _ passing: Bitmap?) {
    self.passing = passing
    var matched = 0
    var seconds: [SecondRun] = []
    var run = SecondRun(second: 0, records: 0, troubles: 0)
    forEachPassing(in: rows) { row in
      let time = chunk.time[row]
      matched &+= 1
      // Within the second without a division; times are bounded, so nothing overflows.
      if UInt64(bitPattern: time &- run.second &* 1_000) >= 1_000 {
        if run.records > 0 { seconds.append(run) }
        run = SecondRun(second: time.flooredSeconds, records: 0, troubles: 0)
      }
      run.records &+= 1
      if chunk.flags[row].contains(.trouble) { run.troubles &+= 1 }
    }
    if run.records > 0 { seconds.append(run) }
    self.matched = matched
    self.seconds = seconds
  }

  /// Calls `body` with the rows of a range that pass, in order.
  @inline(__always)
  func forEachPassing(in rows: Range<Int>, _ body: (Int) -> Void) {
    if let passing {
      passing.forEach(in: rows, body)
    } else {
      for row in rows { body(row) }
    }
  }
}
