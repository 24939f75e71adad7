import Charts
import LogStream
import MetricsModel

/// How records are spread over time, as bars.
enum HistogramText {
  private static let bars = 40
  private static let width = 50

  /// One line a bucket: its begin, the records, the errors, a bar in which errors are `#`.
  static func text(_ statistics: LogStatistics, _ style: OutputStyle) -> String {
    let buckets = HistogramBuckets(statistics, count: bars)
    let most = max(1, buckets.totals.map(\.records).max() ?? 1)
    let lines = buckets.totals.enumerated().map { index, total in
      let bar = (total.records * width + most - 1) / most
      let bad = min(bar, (total.errors * width + most - 1) / most)
      let begin = Timestamp(seconds: Double(buckets.start + Int64(index) * buckets.seconds))
      return "\(LocalTime.short(begin)) \(number(total.records)) \(number(total.errors))  "
        + style.bad(String(repeating: "#", count: bad)) + String(repeating: "=", count: bar - bad)
    }
    let length = Unit.seconds.format(Double(buckets.seconds))
    let heading = "begin             records     errors  of \(length) each"
    return ([style.bold(heading)] + lines).joined(separator: "\n")
  }

  private static func number(_ value: Int) -> String {
    let text = Unit.grouped(value)
    return String(repeating: " ", count: max(0, 10 - text.count)) + text
  }
}

/// Seconds in groups of a round length.
struct HistogramBuckets {
  private static let lengths: [Int64] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
    86_400, 172_800, 604_800,
  ]

  /// The first second of the first bucket, since the epoch.
  let start: Int64
  /// How many seconds a bucket has.
  let seconds: Int64
  /// The records of each bucket.
  private(set) var totals: [LogStatistics.Total] = []

  /// At most about `count` buckets over all records.
  init(_ statistics: LogStatistics, count: Int) {
    let first = statistics.seconds.keys.min() ?? 0
    let last = statistics.seconds.keys.max() ?? 0
    let wanted = max(1, (last - first) / Int64(max(1, count)))
    let length = Self.lengths.first { $0 >= wanted } ?? (wanted / 604_800 + 1) * 604_800
    seconds = length
    start = first - ((first % length) + length) % length
    totals = Array(repeating: .init(), count: Int((last - start) / length) + 1)
    for (second, total) in statistics.seconds {
      let index = Int((second - start) / length)
      totals[index].records += total.records
      totals[index].errors += total.errors
    }
  }
}
