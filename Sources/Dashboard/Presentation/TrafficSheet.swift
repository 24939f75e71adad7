import Charts
import LogModel

/// A table of traffic as the widget that draws it.
struct TrafficSheet {
  /// A column.
  enum Column: Hashable {
    case key
    case rate
    case errors
    case latency
    case heartbeats
    case shortLived
    case spark
    case mark
  }

  /// A share of fewer closed connections says nothing.
  static let tellingCount = 5
  /// In a log that began so many seconds ago every connection was short.
  static let tellingSeconds = 90.0

  private let name: TableName
  private let rows: [TrafficRow]
  private let selected: Int
  private let coverage: WindowCoverage?
  /// The columns in their order.
  let columns: [Column]
  private let theme = Theme()
  private let isFocused: Bool
  /// Whether the filter asks for what lines about connections do not have.
  private let hidesConnections: Bool

  /// The table of a state.
  init(_ state: AppState, _ name: TableName) {
    self.name = name
    rows = state.trafficRows(name)
    selected = state.selectedIndex(in: rows, of: name)
    coverage = state.report.map(WindowCoverage.init)
    isFocused = state.focus == .table(name)
    hidesConnections = state.report?.request.filter.asksForRequests ?? false
    let own: [Column] =
      name == .paths
      ? [.key, .rate, .errors, .latency, .spark]
      : [.key, .rate, .errors, .heartbeats, .shortLived, .spark]
    columns = rows.allSatisfy(\.mark.isEmpty) ? own : own + [.mark]
  }

  /// The table for `height` rows, without its title row, around the selected one.
  func table(height: Int) -> Table {
    Table(
      columns: columns.map(column),
      rows: rows.map { row in TableRow(cells: columns.map { runs($0, row) }) },
      selection: isFocused && !rows.isEmpty ? selected : nil,
      firstRow: max(0, selected - max(1, height) + 1),
      headerStyle: theme.dim,
      selectionStyle: theme.selection
    )
  }

  /// The title of a column.
  func title(of column: Column) -> String { self.column(column).title }

  /// What stands in a column of a row.
  func text(of column: Column, _ row: TrafficRow) -> String { runs(column, row).text }

  /// What a click on a column's title sorts by.
  func sort(ofColumn index: Int) -> TrafficSort? {
    guard columns.indices.contains(index) else { return nil }
    return switch columns[index] {
    case .key: .key
    case .rate: name == .paths ? .requests : .opened
    case .errors: .errors
    case .latency: .latency
    case .heartbeats: .heartbeats
    case .shortLived: .shortLived
    case .spark, .mark: .change
    }
  }

  /// What the table has to say of all its rows: that the addresses are probably those of a proxy.
  var remark: String {
    guard name == .addresses else { return "" }
    let total = rows.reduce(0.0) { $0 + Double($1.requests) + Double($1.opened) }
    guard total >= 100, rows.count > 0 else { return "" }
    let dominating = rows.first { Double($0.requests) + Double($0.opened) > total * 0.8 }
    guard let address = dominating?.key else { return "" }
    if PrivateAddress.isLoopback(address) { return "this host, or a proxy on it" }
    return PrivateAddress.contains(address) ? "probably a proxy, clients hidden" : ""
  }

  /// The length of time that the numbers are about: the window, or what of it the log covers.
  var span: String { coverage.map { DurationText.short($0.seconds) } ?? "" }

  /// Whether there is nothing to show.
  var isEmpty: Bool { rows.isEmpty }

  private func column(_ cell: Column) -> TableColumn {
    switch cell {
    case .key:
      TableColumn(
        title: name.keyName,
        width: .flexible(min: 12),
        priority: 100,
        cut: .middle
      )
    case .rate:
      TableColumn(
        title: name == .paths ? "req/s" : "conn/s",
        width: .fixed(6),
        alignment: .right,
        priority: 80
      )
    case .errors: TableColumn(title: "5xx", width: .fixed(5), alignment: .right, priority: 90)
    case .latency: TableColumn(title: "p95", width: .fixed(6), alignment: .right, priority: 60)
    case .heartbeats:
      TableColumn(title: "h-beat", width: .fixed(6), alignment: .right, priority: 70)
    case .shortLived:
      TableColumn(title: "<30s", width: .fixed(5), alignment: .right, priority: 65)
    case .spark: TableColumn(title: "", width: .fixed(8), priority: 50)
    case .mark: TableColumn(title: "", width: .fixed(markWidth), priority: 85)
    }
  }

  private var markWidth: Int {
    min(14, rows.prefix(60).map { TextWidth.columns(of: $0.mark) }.max() ?? 0) + 1
  }

  private func runs(_ cell: Column, _ row: TrafficRow) -> [Run] {
    switch cell {
    case .key:
      let kind = row.isWebSocket && name == .paths ? [Run(" ws", theme.dim)] : []
      return [Run(row.key)] + kind
    case .rate:
      let count = name == .paths ? row.requests : row.opened
      if count == 0, name != .paths, hidesConnections { return [Run("-", theme.dim)] }
      let rate = coverage?.rate(count) ?? 0
      return [Run(CountText.rate(rate), count == 0 ? theme.dim : theme.text)]
    case .errors:
      guard row.serverErrors > 0, let share = row.errorShare else { return [Run("-", theme.dim)] }
      return [Run(CountText.share(share), share >= 0.05 ? theme.bad.with(.bold) : theme.warning)]
    case .latency:
      if row.isWebSocket { return [Run("life", theme.dim)] }
      guard let latency = row.p95 else { return [Run("-", theme.dim)] }
      return [Run(Unit.seconds.format(latency))]
    case .heartbeats where row.heartbeatTimeouts == 0 && hidesConnections:
      return [Run("-", theme.dim)]
    case .heartbeats:
      let expected = coverage?.expected(row.heartbeatTimeoutsBefore) ?? 0
      let isMore = Double(row.heartbeatTimeouts) > expected
      let text = Unit.short.format(Double(row.heartbeatTimeouts))
      return [Run(text, row.heartbeatTimeouts == 0 ? theme.dim : isMore ? theme.bad : theme.text)]
    case .shortLived:
      guard row.closed >= Self.tellingCount, (coverage?.seconds ?? 0) >= Self.tellingSeconds,
        let share = row.shortLivedShare
      else {
        return [Run("-", theme.dim)]
      }
      return [Run(CountText.share(share), share >= 0.5 ? theme.bad : theme.text)]
    case .spark: return [Run(SparkText.blocks(row.perBucket, columns: 8), theme.label)]
    case .mark: return [Run(row.mark, theme.severe)]
    }
  }
}
