import Charts

/// Where the regions of the screen stand: a pure function of the size and of what is to be shown.
struct ScreenLayout: Hashable, Sendable {
  /// A part of the screen.
  enum Region: Hashable, Sendable {
    /// Targets, sources, filter, window, views, clock.
    case header
    /// Alerts that fire.
    case banners
    /// A chart, or the line that stands for it, by its place among the charts.
    case chart(Int)
    /// The charts' numbers without charts.
    case numbers
    /// The strip of vital signs.
    case vitals
    /// Which of the panels stand on the page of the panels view.
    case pages
    /// Why connections end.
    case endings
    /// How long connections lived.
    case lifetimes
    /// The list of connections.
    case connections
    /// A table of traffic.
    case table(TableName)
    /// The log's histogram over the window.
    case histogram
    /// The log's list.
    case log
    /// The list of the alerts, metrics or targets view.
    case list
    /// What has happened to alerts.
    case history
    /// What is known of the selected row of the list.
    case aside
    /// Keys, prompts and notices.
    case footer
  }

  /// A region with its place.
  struct Placed: Hashable, Sendable {
    /// The region.
    var name: Region
    /// Its place.
    var rect: Rect
  }

  /// What the layout depends on.
  struct Wish: Hashable, Sendable {
    /// The terminal's size.
    var size: Size
    /// The view.
    var view = ViewName.overview
    /// How many banners there are; at least one line is kept for them.
    var banners = 1
    /// How many charts there are.
    var charts = 3
    /// Which of the overview's charts stand in the place of tables and log.
    var paged = 0..<0
    /// The chart that has the focus; its page is shown.
    var chart = 0
    /// The table that is shown where there is room for one.
    var table = TableName.paths
    /// What the connections and the alerts view list where there is room for one list.
    var list = Focus.connections
    /// The panel that is shown alone.
    var zoomed: Focus?
  }

  /// How much room a screen has.
  enum Class: Hashable, Sendable {
    /// Too small for anything but a word.
    case tiny
    /// Banners, numbers and the log.
    case small
    /// Charts as lines, one table.
    case compact
    /// Everything.
    case full

    /// The class of a size.
    init(_ size: Size) {
      switch (size.width, size.height) {
      case (..<40, _), (_, ..<10): self = .tiny
      case (..<64, _), (_, ..<18): self = .small
      case (..<96, _), (_, ..<30): self = .compact
      default: self = .full
      }
    }
  }

  /// The regions from top to bottom and from left to right.
  let regions: [Placed]
  /// How much room there is.
  let sizeClass: Class

  /// The layout for a wish.
  init(_ wish: Wish) {
    sizeClass = Class(wish.size)
    regions = Self.arrange(wish, sizeClass).filter { !$0.rect.isEmpty }
  }

  /// The place of a region, nil when it is not on the screen.
  subscript(name: Region) -> Rect? { regions.first { $0.name == name }?.rect }

  /// The region at a cell.
  func region(at point: Point) -> Placed? { regions.first { $0.rect.contains(point) } }

  private static func arrange(_ wish: Wish, _ sizeClass: Class) -> [Placed] {
    let screen = Rect(wish.size)
    guard sizeClass != .tiny else { return [] }
    let banners = bannerRows(wish, sizeClass)
    let rows = Layout.rows([.fixed(1), .fixed(banners), .weight(1), .fixed(1)], in: screen)
    let frame = [
      Placed(name: .header, rect: rows[0]), Placed(name: .banners, rect: rows[1]),
    ]
    let footer = Placed(name: .footer, rect: rows[3])
    return frame + body(wish, sizeClass, in: rows[2]) + [footer]
  }

  private static func bannerRows(_ wish: Wish, _ sizeClass: Class) -> Int {
    let most =
      switch (sizeClass, wish.view) {
      case (.tiny, _): 0
      case (.small, _), (.compact, _): 2
      case (.full, .overview): wish.size.height < 50 ? 3 : 5
      case (.full, _): 2
      }
    return min(max(wish.banners, 1), most)
  }

  private static func body(_ wish: Wish, _ sizeClass: Class, in rect: Rect) -> [Placed] {
    if let zoomed = wish.zoomed { return [Placed(name: region(of: zoomed), rect: rect)] }
    switch wish.view {
    case .overview: return overview(wish, sizeClass, in: rect)
    case .connections: return connections(wish, sizeClass, in: rect)
    case .log: return log(in: rect)
    case .alerts: return alerts(wish, in: rect)
    case .metrics: return listWithAside(in: rect)
    case .targets: return [Placed(name: .list, rect: rect)]
    case .panels: return page(of: 0..<wish.charts, showing: wish.chart, in: rect)
    }
  }

  static func region(of focus: Focus) -> Region {
    switch focus {
    case .chart(let index): .chart(index)
    case .table(let name): .table(name)
    case .log: .log
    case .connections: .connections
    case .list, .panels: .list
    case .history: .history
    }
  }
}
