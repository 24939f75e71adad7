import Charts
import LogModel
import LogStream
import MetricsModel

/// What many records are, all together, as text.
enum StatisticsText {
  private static let listed = 10

  /// The whole report of `imtop logs --stats` about records found among `read` ones.
  static func text(_ joined: JoinedStatistics, of read: Int, _ style: OutputStyle) -> String {
    let statistics = joined.statistics
    var lines = summary(joined, of: read) + notes(joined)
    lines += ["", row("levels", levels(statistics), style)]
    if !statistics.statuses.isEmpty { lines.append(row("status", statuses(statistics), style)) }
    if !statistics.events.isEmpty { lines.append(row("events", events(statistics), style)) }
    if let latencies = latencies(statistics) { lines.append(row("latency", latencies, style)) }
    for (name, totals) in [
      ("paths", statistics.paths), ("addresses", statistics.addresses),
      ("agents", statistics.agents),
    ] where !totals.isEmpty {
      lines += ["", table(name, totals, of: statistics.all.records, limit: listed, style)]
    }
    return lines.joined(separator: "\n")
  }

  /// Which logs tell of requests that are counted in others.
  static func notes(_ joined: JoinedStatistics) -> [String] {
    guard let counted = joined.counted else { return [] }
    return joined.repeated.map { log in
      let why = log.reason.isEmpty ? "" : " (\(log.reason))"
      let failures =
        log.failures.flatMap {
          let most = log.isCertain ? "" : "at most "
          return $0 == 0 ? nil : ", but for \(most)\(Unit.grouped($0)) that only the edge saw"
        }
        ?? ""
      return "\(log.name)\(why): \(Unit.grouped(log.leftOut)) requests are left out, "
        + "since requests are counted at the \(counted.rawValue)\(failures)"
    }.map(\.printable)
  }

  /// How often each value of a field occurs, the most frequent first.
  static func values(
    _ joined: JoinedStatistics,
    of field: String,
    _ style: OutputStyle
  ) -> String {
    table(field, joined.statistics.values, of: joined.statistics.all.records, limit: nil, style)
  }

  private static func summary(_ joined: JoinedStatistics, of read: Int) -> [String] {
    let statistics = joined.statistics
    let found = statistics.all
    var count =
      joined.found == read
      ? "\(Unit.grouped(read)) records"
      : "\(Unit.grouped(joined.found)) of \(Unit.grouped(read)) records"
    if joined.leftOut > 0 {
      count += " (\(Unit.grouped(joined.leftOut)) are requests that another log has, too)"
    }
    guard let span = statistics.span else { return [count] }
    let seconds = max(1, span.upperBound.seconds(since: span.lowerBound))
    let peak = statistics.seconds.values.map(\.records).max() ?? 0
    return [
      "\(count), \(Unit.grouped(found.errors)) errors",
      "from \(LocalTime.text(span.lowerBound)) to \(LocalTime.text(span.upperBound))",
      "\(Unit.perSecond.format(Double(found.records) / seconds)) on average, "
        + "at most \(Unit.grouped(peak)) in a second",
    ]
  }

  private static func row(_ name: String, _ text: String, _ style: OutputStyle) -> String {
    style.bold(name.padded(to: 9)) + text
  }

  private static func levels(_ statistics: LogStatistics) -> String {
    Level.allCases.reversed().compactMap { level in
      statistics.levels[level].map { "\(level.name) \(Unit.grouped($0))" }
    }.joined(separator: "  ")
  }

  private static func statuses(_ statistics: LogStatistics) -> String {
    statistics.statuses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12)
      .map { "\($0.key) \(Unit.grouped($0.value))" }.joined(separator: "  ")
  }

  private static func events(_ statistics: LogStatistics) -> String {
    ConnectionEvent.allCases.compactMap { event in
      statistics.events[event].map { "\(event.name) \(Unit.grouped($0))" }
    }.joined(separator: "  ")
  }

  private static func latencies(_ statistics: LogStatistics) -> String? {
    guard let longest = statistics.longestLatency else { return nil }
    let quantiles = [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99)]
    let parts = quantiles.compactMap { name, quantile in
      statistics.latency(quantile).map { "\(name) \(Unit.seconds.format($0))" }
    }
    return (parts + ["longest \(Unit.seconds.format(longest))"]).joined(separator: "  ")
  }

  private static func table(
    _ name: String,
    _ totals: ValueTotals,
    of all: Int,
    limit: Int?,
    _ style: OutputStyle
  ) -> String {
    let ranked = totals.top(limit ?? .max)
    let heading = style.bold(
      "records".leftPadded(to: 11) + "   share" + "errors".leftPadded(to: 11)
    )
    let rows = ranked.map { value, total in
      let share = Unit.percent.format(Double(total.records) / Double(max(1, all)))
      let errors = total.errors == 0 ? "" : Unit.grouped(total.errors)
      return Unit.grouped(total.records).leftPadded(to: 11) + share.leftPadded(to: 8)
        + style.bad(errors.leftPadded(to: 11)) + "  " + value.printable
    }
    let more = totals.count - ranked.count
    let rest = more > 0 ? [style.dim("           and \(Unit.grouped(more)) more")] : []
    return (["\(heading)  \(style.bold(name.printable))"] + rows + rest).joined(separator: "\n")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - TextWidth.columns(of: self)))
  }

  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - TextWidth.columns(of: self))) + self
  }
}
