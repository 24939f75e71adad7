import LogModel
public import MetricsModel

extension LogAnalysis {
  /// The most values of an answer; of more seconds not each has a sample.
  private static let answerLimit: Int64 = 2_000_000

  /// The latencies of the requests that pass the filter of the last report, WebSockets left out, as
  /// cumulative buckets about 4 % wide: a series for each `source` and `le`, without a name.
  ///
  /// Samples stand as those of the log's counts do: at full seconds, each counting all before it. A bound
  /// is there where a latency lies on either side of it.
  public func latencies(
    in range: TimeRange,
    over snapshot: LogSnapshot,
    logNow: Timestamp
  ) -> [Series] {
    guard let run else { return [] }
    let scope = snapshot.scope(under: run.filter.filter)
    let newest = snapshot.newest?.milliseconds.flooredSeconds ?? 0
    let end = max(newest + 1, logNow.milliseconds.flooredSeconds)
    let through = min(end, range.through.milliseconds.flooredSeconds)
    var tallies: [Int: LatencyTally] = [:]
    for view in snapshot.chunks {
      run.forEachPassing(view.chunk.number) { chunk, row in
        let facts = RowFacts(chunk, row, scope, snapshot.answered)
        guard facts.latency >= 0, facts.second < through else { return }
        let source = Int(chunk.source[row])
        tallies[source, default: LatencyTally()].add(facts.latency, at: facts.second)
      }
    }
    return tallies.flatMap { number, tally -> [Series] in
      guard let first = snapshot.counts.sources[number].first else { return [] }
      let from = max(first, range.from.milliseconds.ceiledSeconds)
      guard from <= through else { return [] }
      let source = Labels.Pair("source", snapshot.sourceName(number))
      let answer = tally.series(from: from, through: through, limit: Self.answerLimit)
      return answer.map { bound, values in
        let labels = Labels([Labels.Pair("le", bound), source])
        return Series(labels: labels, timestamps: values.times, values: values.counts)
      }
    }
  }
}

/// The latencies of one source by bucket and second.
private struct LatencyTally {
  private var buckets: [Int: [Int64: Int]] = [:]

  mutating func add(_ latency: Float, at second: Int64) {
    buckets[LatencyHistogram.bucket(latency), default: [:]][second, default: 0] += 1
  }

  /// The cumulative counts of every bound at the seconds of a range.
  func series(
    from: Int64,
    through: Int64,
    limit: Int64
  ) -> [(bound: String, values: (times: [Int64], counts: [Double]))] {
    let used = buckets.keys.sorted()
    let bounds = Set(used.flatMap { [$0 - 1, $0] }.filter { $0 >= 0 }).sorted()
    let step = max(1, (through - from + 1) * Int64(bounds.count + 1) / limit + 1)
    let seconds = Array(stride(from: from, through: through, by: Int64.Stride(step)))
    let times = seconds.map { $0 * 1_000 }
    var total = [Double](repeating: 0, count: seconds.count)
    var result: [(bound: String, values: (times: [Int64], counts: [Double]))] = []
    for bucket in bounds {
      for (second, count) in buckets[bucket] ?? [:] {
        // A sample counts all that came before its second's begin.
        let place = second < from ? 0 : Int((second - from) / step) + 1
        if place < total.count { total[place] += Double(count) }
      }
      let bound = bucket == 0 ? "0" : "\(LatencyHistogram.upperBound(of: bucket))"
      result.append((bound, (times, Self.running(total))))
    }
    result.append(("+Inf", (times, Self.running(total))))
    return result
  }

  private static func running(_ additions: [Double]) -> [Double] {
    var sum = 0.0
    return additions.map { addition in
      sum += addition
      return sum
    }
  }
}
