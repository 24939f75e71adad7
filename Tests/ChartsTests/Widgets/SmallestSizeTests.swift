import Charts
import Testing

/// Every widget draws into any rectangle, and never outside of it.
@Suite struct SmallestSizeTests {
  private static let widgets: [any Widget] = [
    Box(title: [Run("title")], trailing: [Run("more")], footer: [Run("foot")]),
    Sparkline(values: [1, nil, 3]),
    AreaChart(
      values: [1, nil, 3],
      unit: .seconds,
      marks: [ChartMark(position: 0, glyph: "⚑", style: .plain)],
      seam: 0.5,
      crosshair: 1,
      limits: [ChartLimit(2)]
    ),
    LineChart(
      lines: [LineChart.Line(values: [1, nil, 3], style: .plain, mark: "a")],
      unit: .seconds,
      crosshair: 1,
      limits: [ChartLimit(2, sign: "!!")]
    ),
    BigNumber("−12.5k/s"),
    TimeAxis(ticks: [(0, "15m"), (1, "now")]),
    Bar(fraction: 0.5),
    Histogram(counts: [1, 2], highlighted: [1, 1]),
    Table(
      columns: [TableColumn(title: "path", width: .flexible(min: 4))],
      rows: [TableRow(cells: [[Run("连接")]])],
      selection: 0
    ),
  ]

  @Test(arguments: widgets.indices, [(0, 0), (1, 1), (0, 5), (5, 0), (2, 2), (3, 1), (1, 4)])
  func drawsInsideItsRectangle(index: Int, size: (Int, Int)) {
    var canvas = Canvas(size: Size(width: 8, height: 8))
    let rect = Rect(x: 1, y: 1, width: size.0, height: size.1)
    Self.widgets[index].draw(in: rect, on: &canvas)
    for y in 0..<8 {
      for x in 0..<8 where !rect.contains(Point(x: x, y: y)) {
        #expect(canvas.glyph(at: Point(x: x, y: y)).text == " ", "\(Self.widgets[index]) \(x) \(y)")
      }
    }
  }

  @Test(arguments: widgets.indices)
  func drawsOnACanvasWithoutCells(index: Int) {
    var canvas = Canvas(size: Size(width: 0, height: 0))
    Self.widgets[index].draw(in: Rect(canvas.size), on: &canvas)
    Self.widgets[index].draw(in: Rect(x: -3, y: -3, width: 9, height: 9), on: &canvas)
    #expect(canvas.text() == [])
  }
}
