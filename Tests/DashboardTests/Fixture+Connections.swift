import LogModel
import MetricsModel

extension Fixture {
  /// Three connections: one open, one that was closed soon, one that missed its heartbeats.
  static var connections: ConnectionsReport {
    var report = ConnectionsReport()
    var open = ConnectionLife(id: "c-91")
    (open.address, open.user, open.agent) = ("10.0.3.44", "u-7", "okhttp/4.11.0")
    (open.opened, open.seconds, open.lines) = (now.advanced(bySeconds: -312), 312, 4)
    var short = ConnectionLife(id: "c-90")
    (short.address, short.end, short.reason) = ("203.0.113.7", .closedAbnormally, "1006")
    (short.opened, short.ended) = (now.advanced(bySeconds: -9), now.advanced(bySeconds: -8.6))
    (short.seconds, short.lines, short.troubles) = (0.4, 2, 1)
    var lost = ConnectionLife(id: "c-77")
    (lost.address, lost.end, lost.reason) = (
      "198.51.100.23", .heartbeatTimeout, "heartbeat_timeout"
    )
    (lost.ended, lost.lines, lost.troubles) = (now.advanced(bySeconds: -1), 1, 1)
    report.rows = [lost, short, open]
    (report.total, report.open, report.median) = (9_813, 9_481, 41.2)
    report.lifetimes = [120, 14, 0, 3, 40, 20, 9, 0]
    report.ages = [0, 1, 5, 20, 300, 4_000, 5_155, 0]
    report.users = ["u-7", "u-8"].map { client($0, opened: 40) }
    report.agents = ["okhttp/4.11.0", "IMApp/7.2 (iPhone)"].map { client($0, opened: 4_000) }
    return report
  }

  private static func client(_ key: String, opened: Int) -> TrafficRow {
    var row = TrafficRow(key: key)
    (row.opened, row.openedBefore, row.closed) = (opened, opened, 10)
    row.perBucket = Array(repeating: 1, count: 60)
    return row
  }

  /// What a log that holds these rows and no others answers to a search.
  static func answer(to search: ListSearch, in rows: [LogRow]) -> ListSearch.Answer {
    let origin = search.origin.map { id in rows.firstIndex { $0.record.id == id } } ?? rows.count
    let here = origin ?? rows.count
    let fitting = rows.indices.filter { passes(search.filter, rows[$0]) }
    let found =
      search.direction == .older
      ? fitting.last { $0 < here || search.includesOrigin && $0 == here }
      : fitting.first { $0 > here || search.includesOrigin && $0 == here }
    return found.map { .row($0) } ?? .nothing
  }

  private static func passes(_ filter: Filter, _ row: LogRow) -> Bool {
    switch filter {
    case .text(let pattern):
      [row.record.message, row.borrowedReason, row.record.address ?? ""].contains {
        $0.lowercased().contains(pattern.parts.joined().lowercased())
      }
    case .field("level", .equals(let name)): row.record.level.name == name
    case .field("level", .compares): row.record.level >= .error
    default: false
    }
  }
}
