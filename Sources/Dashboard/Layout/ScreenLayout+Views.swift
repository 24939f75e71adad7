import Charts

extension ScreenLayout {
  /// The body of the connections view: charts, how connections end, who opens them, each by itself.
  static func connections(_ wish: Wish, _ sizeClass: Class, in rect: Rect) -> [Placed] {
    switch sizeClass {
    case .tiny: []
    case .small, .compact: narrowConnections(wish, in: rect)
    case .full: wideConnections(wish, in: rect)
    }
  }

  /// Charts as lines, why connections end, and the list that was last looked at.
  private static func narrowConnections(_ wish: Wish, in rect: Rect) -> [Placed] {
    let charts = min(wish.charts, rect.height < 12 ? 1 : 3)
    let endings = min(7, max(0, rect.height - charts - 7))
    let rows = Layout.rows([.fixed(charts), .fixed(endings), .weight(1)], in: rect)
    let columns = Layout.columns(
      rect.width < 64 ? [.weight(1), .weight(0)] : [.weight(1), .weight(1)],
      in: rows[1]
    )
    return stacked(charts, in: rows[0])
      + [Placed(name: .endings, rect: columns[0]), Placed(name: .lifetimes, rect: columns[1])]
      + [Placed(name: wish.list.isChart ? .connections : region(of: wish.list), rect: rows[2])]
  }

  /// Everything; where there is much room, the users, the agents and the log as well.
  private static func wideConnections(_ wish: Wish, in rect: Rect) -> [Placed] {
    let isTall = rect.height >= 50
    let charts = wish.charts == 0 ? 0 : min(max(rect.height / 4, 7), 14)
    let middle = min(max(rect.height / 3, 11), 12)
    let rows = Layout.rows(
      [.fixed(charts), .fixed(middle), .fixed(isTall ? 9 : 0), .weight(1), .fixed(isTall ? 9 : 0)],
      in: rect
    )
    let columns = Layout.columns([.weight(5), .weight(5), .weight(8)], in: rows[1])
    let isClient = TableName.clients.contains(wish.table)
    let client = isTall || !isClient ? .addresses : wish.table
    return row(of: wish.charts, in: rows[0])
      + [
        Placed(name: .endings, rect: columns[0]), Placed(name: .lifetimes, rect: columns[1]),
        Placed(name: .table(client), rect: columns[2]),
      ] + (isTall ? sideBySide([.users, .agents], in: rows[2]) : [])
      + [Placed(name: .connections, rect: rows[3]), Placed(name: .log, rect: rows[4])]
  }

  /// The body of the log's view: the histogram above the list, the record beside it.
  static func log(in rect: Rect) -> [Placed] {
    let histogram = rect.height < 12 ? 0 : min(max(rect.height / 6, 4), 9)
    let rows = Layout.rows([.fixed(histogram), .weight(1)], in: rect)
    let aside = rect.width >= 160 ? min(70, rect.width / 3) : 0
    let columns = Layout.columns([.weight(1), .fixed(aside)], in: rows[1])
    return [
      Placed(name: .histogram, rect: rows[0]), Placed(name: .log, rect: columns[0]),
      Placed(name: .aside, rect: columns[1]),
    ]
  }

  /// The body of the alerts view: the rules above what is known of one of them and what has been.
  static func alerts(_ wish: Wish, in rect: Rect) -> [Placed] {
    let placed = listWithAside(in: rect)
    guard let aside = placed.last?.rect, !aside.isEmpty else {
      return wish.list == .history ? [Placed(name: .history, rect: rect)] : placed
    }
    guard rect.width >= 110 else {
      return [placed[0], Placed(name: wish.list == .history ? .history : .aside, rect: aside)]
    }
    let columns = Layout.columns([.weight(1), .weight(1)], in: aside)
    return [
      placed[0], Placed(name: .aside, rect: columns[0]), Placed(name: .history, rect: columns[1]),
    ]
  }

  /// A list above what is known of its selected row.
  static func listWithAside(in rect: Rect) -> [Placed] {
    let aside = rect.height < 14 ? 0 : min(max(rect.height * 2 / 5, 8), 20)
    let rows = Layout.rows([.weight(1), .fixed(aside)], in: rect)
    return [Placed(name: .list, rect: rows[0]), Placed(name: .aside, rect: rows[1])]
  }
}
