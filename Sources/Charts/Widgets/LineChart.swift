/// Several courses over time as lines of braille over one scale, each with a mark at its right end.
///
/// A cell in which lines meet has the look of the line that was given first. Without a value, a line
/// is interrupted.
public struct LineChart: Widget {
  /// One course.
  public struct Line: Hashable, Sendable {
    /// The values from left to right, in the unit's base.
    public var values: [Double?]
    /// The look.
    public var style: Style
    /// What stands at the line's right end, so that lines are told apart without colours too.
    public var mark: Character

    /// A course.
    public init(values: [Double?], style: Style, mark: Character) {
      self.values = values
      self.style = style
      self.mark = mark
    }
  }

  /// The lines; the first lies over the others.
  public var lines: [Line]
  /// The unit of the scale.
  public var unit: Unit
  /// The lowest and the highest value shown.
  public var bounds: ChartBounds
  /// Marks drawn as upright lines.
  public var marks: [ChartMark]
  /// Where along the chart, 0...1, one source of the values ends and the next begins.
  public var seam: Double?
  /// Where along the chart, 0...1, the crosshair stands.
  public var crosshair: Double?
  /// Limits, the most severe last.
  public var limits: [ChartLimit]

  /// A chart.
  public init(
    lines: [Line],
    unit: Unit,
    bounds: ChartBounds = ChartBounds(),
    marks: [ChartMark] = [],
    seam: Double? = nil,
    crosshair: Double? = nil,
    limits: [ChartLimit] = []
  ) {
    self.lines = lines
    self.unit = unit
    self.bounds = bounds
    self.marks = marks
    self.seam = seam
    self.crosshair = crosshair
    self.limits = limits
  }

  /// Draws the scale and the lines into `rect`.
  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let plot = AreaChart.plot(of: rect)
    let values = lines.flatMap(\.values)
    let ground = ChartGround(
      unit: unit,
      scale: bounds.scale(of: values, limits: limits, unit: unit, rows: rect.height),
      limits: limits,
      marks: marks,
      seam: seam,
      crosshair: crosshair
    )
    if plot.width < rect.width { ground.drawAxis(in: rect, on: &canvas) }
    drawLines(ground.scale, in: plot, on: &canvas)
    ground.drawMarks(in: plot, on: &canvas)
  }

  private func drawLines(_ scale: Scale, in plot: Rect, on canvas: inout Canvas) {
    var bits = [UInt32](repeating: 0, count: plot.width * plot.height)
    var owners = [Int](repeating: 0, count: bits.count)
    var ends: [(index: Int, row: Int)] = []
    for index in lines.indices.reversed() {
      let shown = Places.spread(lines[index].values, over: plot.width * 2)
      let line = BrailleLine(values: shown, scale: scale, rows: plot.height)
      for (cell, dots) in line.cells {
        bits[cell.row * plot.width + cell.column] |= dots
        owners[cell.row * plot.width + cell.column] = index
      }
      if let row = line.lastRow { ends.append((index, row)) }
    }
    for (place, dots) in bits.enumerated() {
      guard dots != 0, let scalar = Unicode.Scalar(0x2800 | dots) else { continue }
      let (row, column) = place.quotientAndRemainder(dividingBy: plot.width)
      let style = lines[owners[place]].style
      canvas.put(scalar: scalar, style: style, x: plot.x + column, y: plot.y + row)
    }
    drawEnds(ends, in: plot, on: &canvas)
  }

  /// Writes the lines' marks into the last columns, side by side where lines end in one row.
  private func drawEnds(
    _ ends: [(index: Int, row: Int)],
    in plot: Rect,
    on canvas: inout Canvas
  ) {
    var used: [Int: Int] = [:]
    for (index, row) in ends.reversed() {
      let x = plot.x + plot.width - 1 - used[row, default: 0]
      guard x > plot.x + plot.width / 2 else { continue }
      used[row, default: 0] += 1
      canvas.write(
        String(lines[index].mark),
        at: Point(x: x, y: plot.y + row),
        style: lines[index].style.with(.bold),
        width: 1
      )
    }
  }
}
