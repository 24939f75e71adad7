import LogModel
import LogStream
import MetricsModel

/// What many records are, all together, as one JSON object.
enum StatisticsJSON {
  /// The whole report about records found among `read` ones; times are seconds since the epoch.
  static func text(_ joined: JoinedStatistics, of read: Int) -> String {
    let statistics = joined.statistics
    var object: [String: Any] = [
      "records": joined.found, "counted": statistics.all.records,
      "errors": statistics.all.errors, "read": read,
      "levels": Dictionary(uniqueKeysWithValues: statistics.levels.map { ($0.key.name, $0.value) }),
      "statuses": Dictionary(
        uniqueKeysWithValues: statistics.statuses.map { ("\($0.key)", $0.value) }
      ),
      "events": Dictionary(uniqueKeysWithValues: statistics.events.map { ($0.key.name, $0.value) }),
      "paths": list(statistics.paths, limit: 100),
      "addresses": list(statistics.addresses, limit: 100),
      "agents": list(statistics.agents, limit: 100),
      "peakPerSecond": statistics.seconds.values.map(\.records).max() ?? 0,
    ]
    if let span = statistics.span {
      object["first"] = span.lowerBound.seconds
      object["last"] = span.upperBound.seconds
    }
    if let longest = statistics.longestLatency {
      var latency: [String: Any] = ["count": statistics.latencyCount, "longest": longest]
      for (name, quantile) in [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99)] {
        latency[name] = statistics.latency(quantile)
      }
      object["latencySeconds"] = latency
    }
    if let counted = joined.counted {
      object["requestsCounted"] = counted.rawValue
      object["requestsRepeated"] = joined.repeated.map { log in
        var entry: [String: Any] = ["log": log.name, "leftOut": log.leftOut, "reason": log.reason]
        entry["failures"] = log.failures
        if !log.isCertain { entry["failuresAtMost"] = true }
        return entry
      }
    }
    return JSONLine.text(object)
  }

  /// How often each value of a field occurs, the most frequent first.
  static func values(_ statistics: LogStatistics) -> String {
    JSONLine.text(list(statistics.values, limit: .max))
  }

  /// How the records are spread over time.
  static func histogram(_ statistics: LogStatistics) -> String {
    let buckets = HistogramBuckets(statistics, count: 40)
    return JSONLine.text(
      buckets.totals.enumerated().map { index, total in
        [
          "begin": Int(buckets.start) + index * Int(buckets.seconds),
          "seconds": Int(buckets.seconds), "records": total.records, "errors": total.errors,
        ]
      }
    )
  }

  private static func list(_ totals: ValueTotals, limit: Int) -> [[String: Any]] {
    totals.top(limit).map { value, total in
      ["value": value, "records": total.records, "errors": total.errors]
    }
  }
}
