import LogModel
import MetricsModel

/// Makes the report on a window's connections; keeps the ids that it has read.
struct ConnectionReporter {
  private static let cacheLimit = 4_096

  private var reader = RecordReader()
  private var ids: [UInt64: String] = [:]
  private var answered: Answer?

  private struct Answer {
    var request: LogRequest.Connections
    var span: WindowSpan
    var report: ConnectionsReport
  }

  /// The report on the connections that lived in the window; users and agents are not filled in.
  ///
  /// It is made once a second of the log's clock, unless `isSettled` says that the past is still coming.
  mutating func report(
    _ tally: ConnectionTally,
    _ request: LogRequest.Connections,
    _ span: WindowSpan,
    _ snapshot: LogSnapshot,
    isSettled: Bool
  ) -> ConnectionsReport {
    if isSettled, let answered, answered.request == request, answered.span == span {
      return answered.report
    }
    let report = made(tally, request, span, snapshot)
    answered = isSettled ? Answer(request: request, span: span, report: report) : nil
    return report
  }

  /// Makes the next report anew.
  mutating func forget() { answered = nil }

  private mutating func made(
    _ tally: ConnectionTally,
    _ request: LogRequest.Connections,
    _ span: WindowSpan,
    _ snapshot: LogSnapshot
  ) -> ConnectionsReport {
    var report = ConnectionsReport()
    report.isCut = tally.isCut
    let window = span.milliseconds
    var ranked: [Ranked] = []
    var lengths: [Double] = []
    for (key, life) in tally.lives {
      let begin = min(life.opened, life.first)
      guard begin < window.upperBound, life.over >= window.lowerBound else { continue }
      report.total += 1
      let isOpen = life.over >= window.upperBound
      let end = isOpen ? window.upperBound : life.over
      let seconds = life.opened == .max ? nil : Double(max(0, end - life.opened)) / 1_000
      if isOpen {
        report.open += 1
        if let seconds { report.ages[ConnectionsReport.place(of: seconds)] += 1 }
      } else if let seconds {
        report.lifetimes[ConnectionsReport.place(of: seconds)] += 1
        lengths.append(seconds)
      }
      let weight = Self.weight(of: life, isOpen, seconds, begin, request.order)
      ranked.append(Ranked(key: key, weight: request.isReversed ? -weight : weight))
    }
    if !lengths.isEmpty {
      lengths.sort()
      report.median = lengths[lengths.count / 2]
    }
    ranked.sort { ($0.weight, $1.key) > ($1.weight, $0.key) }
    for entry in ranked.prefix(max(0, min(request.count, 1_000))) {
      guard let life = tally.lives[entry.key] else { continue }
      report.rows.append(row(life, entry.key, window, snapshot))
    }
    return report
  }

  private struct Ranked {
    var key: UInt64
    var weight: Double
  }

  private static func weight(
    of life: ConnectionTally.Life,
    _ isOpen: Bool,
    _ seconds: Double?,
    _ begin: Int64,
    _ order: ConnectionLife.Order
  ) -> Double {
    switch order {
    case .latest: Double(isOpen ? begin : life.over)
    case .life: seconds ?? -1
    case .troubles: Double(life.troubles)
    case .lines: Double(life.records)
    }
  }

  private mutating func row(
    _ life: ConnectionTally.Life,
    _ key: UInt64,
    _ window: Range<Int64>,
    _ snapshot: LogSnapshot
  ) -> ConnectionLife {
    func text(_ id: UInt32, _ entries: InternEntries) -> String? {
      id == InternEntries.absent ? nil : entries.text(id)
    }
    let isOpen = life.over >= window.upperBound
    var row = ConnectionLife(id: life.isNamed ? id(of: life, key, snapshot) : "")
    row.address = text(life.address, snapshot.dictionaries.addresses)
    row.user = text(life.user, snapshot.dictionaries.users)
    row.agent = text(UInt32(life.agent), snapshot.dictionaries.agents)
    row.lines = Int(life.records)
    row.troubles = Int(life.troubles)
    if life.opened != .max {
      row.opened = Timestamp(milliseconds: life.opened)
      let end = isOpen ? window.upperBound : life.over
      row.seconds = Double(max(0, end - life.opened)) / 1_000
    }
    guard !isOpen else { return row }
    row.ended = Timestamp(milliseconds: life.over)
    row.end = life.ended == .max ? .closed : life.end
    row.reason = text(UInt32(life.reason), snapshot.dictionaries.reasons)
    return row
  }

  /// A connection's id, which the columns have as a hash only.
  private mutating func id(
    of life: ConnectionTally.Life,
    _ key: UInt64,
    _ snapshot: LogSnapshot
  ) -> String {
    if let known = ids[key] { return known }
    guard let view = snapshot.view(of: life.record.chunk),
      let id = reader.record(view, Int(life.record.row), snapshot)?.connection
    else { return "" }
    if ids.count >= Self.cacheLimit { ids.removeAll() }
    ids[key] = id
    return id
  }
}
