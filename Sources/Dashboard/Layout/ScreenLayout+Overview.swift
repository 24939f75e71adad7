import Charts

extension ScreenLayout {
  /// The overview's body: charts, vital signs, then tables and log or, without a log, panels.
  static func overview(_ wish: Wish, _ sizeClass: Class, in rect: Rect) -> [Placed] {
    guard !wish.paged.isEmpty else { return overviewOfLog(wish, sizeClass, in: rect) }
    var wish = wish
    wish.charts = wish.paged.lowerBound
    let head = overviewOfLog(wish, sizeClass, in: rect).filter { !$0.name.isOfLog }
    let top = head.map { $0.rect.y + $0.rect.height }.max() ?? rect.y
    let rest = Rect(x: rect.x, y: top, width: rect.width, height: rect.y + rect.height - top)
    return head + page(of: wish.paged, showing: wish.chart, in: rest)
  }

  private static func overviewOfLog(
    _ wish: Wish,
    _ sizeClass: Class,
    in rect: Rect
  ) -> [Placed] {
    switch sizeClass {
    case .tiny: []
    case .small: smallOverview(wish, in: rect)
    case .compact: compactOverview(wish, in: rect)
    case .full: fullOverview(wish, in: rect)
    }
  }

  private static func smallOverview(_ wish: Wish, in rect: Rect) -> [Placed] {
    let rows = Layout.rows([.fixed(min(3, max(1, wish.charts))), .weight(1)], in: rect)
    return [Placed(name: .numbers, rect: rows[0]), Placed(name: .log, rect: rows[1])]
  }

  private static func compactOverview(_ wish: Wish, in rect: Rect) -> [Placed] {
    let lines = min(3, wish.charts)
    let vitals = 1
    let leastLog = 10
    let spare = rect.height - lines - vitals - leastLog
    let table = spare < 4 ? 0 : min(max(spare / 2, 6), spare)
    let rows = Layout.rows(
      [.fixed(lines), .fixed(vitals), .fixed(table), .weight(1)],
      in: rect
    )
    return stacked(lines, in: rows[0]) + [Placed(name: .vitals, rect: rows[1])]
      + tables(wish, in: rows[2]) + [Placed(name: .log, rect: rows[3])]
  }

  private static func fullOverview(_ wish: Wish, in rect: Rect) -> [Placed] {
    let charts = wish.charts == 0 ? 0 : min(max(rect.height * 28 / 100, 7), 18)
    let tables = min(max(rect.height * 26 / 100, 6), 20)
    let rows = Layout.rows(
      [.fixed(charts), .fixed(1), .fixed(tables), .weight(1)],
      in: rect
    )
    return row(of: wish.charts, in: rows[0]) + [Placed(name: .vitals, rect: rows[1])]
      + Self.tables(wish, in: rows[2]) + [Placed(name: .log, rect: rows[3])]
  }

  /// Charts side by side, as many as have room for their titles.
  static func row(of charts: Int, in rect: Rect) -> [Placed] {
    let count = min(charts, max(1, rect.width / 32))
    guard count > 0 else { return [] }
    let columns = Layout.columns(Array(repeating: .weight(1), count: count), in: rect)
    return columns.enumerated().map { Placed(name: .chart($0.offset), rect: $0.element) }
  }

  /// Charts as lines one below the other.
  static func stacked(_ charts: Int, in rect: Rect) -> [Placed] {
    let lines = Layout.rows(Array(repeating: .fixed(1), count: charts), in: rect)
    return lines.enumerated().map { Placed(name: .chart($0.offset), rect: $0.element) }
  }

  /// Both tables where they have room, else the one that was last looked at.
  static func tables(_ wish: Wish, in rect: Rect) -> [Placed] {
    guard rect.width >= 104 else { return [Placed(name: .table(wish.table), rect: rect)] }
    return sideBySide([.paths, .addresses], in: rect)
  }

  /// Tables of the same width.
  static func sideBySide(_ tables: [TableName], in rect: Rect) -> [Placed] {
    let columns = Layout.columns(Array(repeating: .weight(1), count: tables.count), in: rect)
    return zip(tables, columns).map { Placed(name: .table($0), rect: $1) }
  }
}
