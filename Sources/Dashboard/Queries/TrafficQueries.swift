import LogModel

/// The numbers of the selected row of a table of traffic with what gives them.
enum TrafficQueries {
  /// Every number of the row, column by column.
  static func all(_ name: TableName, _ state: AppState) -> [ShownQuery] {
    let rows = state.trafficRows(name)
    let index = state.selectedIndex(in: rows, of: name)
    guard rows.indices.contains(index), let expression = LogExpression(state) else { return [] }
    let row = rows[index]
    let sheet = TrafficSheet(state, name)
    return sheet.columns.compactMap { column in
      guard let text = query(column, row, name, expression) else { return nil }
      return ShownQuery(
        part: .table(name),
        title: sheet.title(of: column),
        number: sheet.text(of: column, row),
        text: text
      )
    }
  }

  private static func query(
    _ column: TrafficSheet.Column,
    _ row: TrafficRow,
    _ name: TableName,
    _ expression: LogExpression
  ) -> String? {
    let isPath = name == .paths
    let own = Filter.field(name.field, .equals(row.key))
    let hasSeries = isPath && !row.countsAsOther
    let labels = hasSeries ? [PromQLText.equals("path", row.key)] : []
    let among = hasSeries ? nil : own
    switch column {
    case .rate:
      let metric = isPath ? "log_requests_total" : "log_connections_opened_total"
      return expression.rate(metric, labels, among: among)
    case .errors:
      return expression.share(
        "log_requests_total",
        labels + [LogExpression.serverErrors],
        of: "log_requests_total",
        labels,
        among: among
      )
    case .latency: return row.isWebSocket ? nil : expression.latency(among: own)
    case .heartbeats: return expression.growth("log_heartbeat_timeouts_total", among: own)
    case .shortLived:
      return expression.share(
        "log_connections_short_total",
        [],
        of: "log_connections_closed_total",
        [],
        among: own
      )
    case .key, .spark, .mark: return nil
    }
  }
}
