import LogModel

/// What the rows of a table of traffic can be sorted by.
enum TrafficSort: String, Hashable, Sendable, CaseIterable {
  case change
  case key
  case requests
  case errors
  case latency
  case opened
  case heartbeats
  case shortLived

  /// The word in the table's title and in the list of columns.
  func name(in table: TableName) -> String {
    switch self {
    case .change: "change"
    case .key: table.keyName
    case .requests: "requests"
    case .errors: "errors"
    case .latency: "p95"
    case .opened: "connects"
    case .heartbeats: "heartbeats"
    case .shortLived: "short-lived"
    }
  }

  /// The columns that a table can be sorted by.
  static func columns(of table: TableName) -> [TrafficSort] {
    switch table {
    case .paths: [.change, .key, .requests, .errors, .latency]
    case .addresses, .users, .agents:
      [.change, .key, .opened, .requests, .errors, .heartbeats, .shortLived]
    }
  }

  /// The rows in order.
  func sorted(
    _ rows: [TrafficRow],
    _ order: TrafficTables.Order,
    _ coverage: WindowCoverage
  ) -> [TrafficRow] {
    rows.sorted { left, right in
      if self == .key {
        return order == .descending ? left.key < right.key : left.key > right.key
      }
      let (a, b) = (weight(of: left, coverage), weight(of: right, coverage))
      if a == b { return left.key < right.key }
      return order == .descending ? a > b : a < b
    }
  }

  private func weight(of row: TrafficRow, _ coverage: WindowCoverage) -> Double {
    switch self {
    case .change: row.change(over: coverage)
    case .key: 0
    case .requests: Double(row.requests)
    case .errors: Double(row.serverErrors)
    case .latency: row.p95.flatMap { $0.isNaN ? nil : $0 } ?? -1
    case .opened: Double(row.opened)
    case .heartbeats: Double(row.heartbeatTimeouts)
    case .shortLived: row.shortLivedShare ?? -1
    }
  }
}

extension TrafficRow {
  /// How much worse the row became against the window before: new failures weigh most, new
  /// connections next, mere traffic in either direction least.
  func change(over coverage: WindowCoverage) -> Double {
    let failures = Double(serverErrors) - coverage.expected(serverErrorsBefore)
    let timeouts = Double(heartbeatTimeouts) - coverage.expected(heartbeatTimeoutsBefore)
    let connects = Double(opened) - coverage.expected(openedBefore)
    let traffic = Double(requests) - coverage.expected(requestsBefore)
    return 10 * (failures + timeouts) + connects + abs(traffic) / 10
  }

  /// The part of the closed connections that lived less than 30 s, nil when none was closed.
  var shortLivedShare: Double? { closed > 0 ? Double(shortLived) / Double(closed) : nil }

  /// The part of the requests that failed, nil when there were none.
  var errorShare: Double? { requests > 0 ? Double(serverErrors) / Double(requests) : nil }
}
