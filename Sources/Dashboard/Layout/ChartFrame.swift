import Charts

/// How a chart region is divided: a box with a plot, or, where that has no room, a line.
enum ChartFrame {
  /// Whether a region has room for a box with a plot in it.
  static func isBoxed(_ rect: Rect) -> Bool { rect.height >= 5 && rect.width >= 20 }

  /// The place of the plotted values, in cells; nil where the chart is a line.
  static func plot(in rect: Rect) -> Rect? {
    guard isBoxed(rect) else { return nil }
    return AreaChart.plot(of: Box.interior(of: rect))
  }

  /// How many values a chart in a region shows.
  static func valueCount(in rect: Rect) -> Int {
    isBoxed(rect) ? AreaChart.valueCount(forWidth: Box.interior(of: rect).width) : 60
  }
}
