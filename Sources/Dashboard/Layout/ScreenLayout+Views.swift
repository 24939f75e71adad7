import Charts

extension ScreenLayout {
  /// The body of the connections view: charts, why connections end, addresses, the log.
  static func connections(_ wish: Wish, _ sizeClass: Class, in rect: Rect) -> [Placed] {
    let isFull = sizeClass == .full
    let shown = min(wish.charts, isFull ? 3 : 2)
    let charts = shown == 0 ? 0 : isFull ? min(max(rect.height / 3, 7), 18) : shown
    let middle =
      isFull ? min(max(rect.height / 3, 8), 24) : min(8, max(0, rect.height - charts - 6))
    let rows = Layout.rows([.fixed(charts), .fixed(middle), .weight(1)], in: rect)
    let columns = Layout.columns(
      rect.width >= 96 ? [.weight(2), .weight(3)] : [.weight(1), .weight(0)],
      in: rows[1]
    )
    return (isFull ? row(of: shown, in: rows[0]) : stacked(shown, in: rows[0]))
      + [Placed(name: .endings, rect: columns[0])]
      + (rect.width >= 96
        ? [Placed(name: .table(.addresses), rect: columns[1]), Placed(name: .log, rect: rows[2])]
        : [Placed(name: .table(.addresses), rect: rows[2])])
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

  /// A list above what is known of its selected row.
  static func listWithAside(in rect: Rect) -> [Placed] {
    let aside = rect.height < 14 ? 0 : min(max(rect.height * 2 / 5, 8), 20)
    let rows = Layout.rows([.weight(1), .fixed(aside)], in: rect)
    return [Placed(name: .list, rect: rows[0]), Placed(name: .aside, rect: rows[1])]
  }
}
