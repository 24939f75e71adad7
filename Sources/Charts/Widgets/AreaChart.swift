/// Values over time as a filled area of braille, with a scale of round numbers on its left.
///
/// Each column of cells shows two values. Without a value, a place stays blank, whereas zero is
/// drawn as a base line. Where more values are given than have room, the greatest of each place
/// counts, so that no spike is lost.
public struct AreaChart: Widget {
  /// The values from left to right, in the unit's base (seconds, bytes, a ratio of one).
  public var values: [Double?]
  /// The unit of the scale.
  public var unit: Unit
  /// The lowest and the highest value shown.
  public var bounds: ChartBounds
  /// The look of the area.
  public var style: Style
  /// Marks drawn as upright lines.
  public var marks: [ChartMark]
  /// Where along the chart, 0...1, one source of the values ends and the next begins; what is left
  /// of it is dim.
  public var seam: Double?
  /// Where along the chart, 0...1, the crosshair stands.
  public var crosshair: Double?
  /// Limits, the most severe last.
  public var limits: [ChartLimit]
  /// A value that the scale covers beside those drawn: the newest, which has no place of its own yet.
  public var current: Double?
  /// Whether there is a scale.
  public var showsAxis: Bool

  /// A chart.
  public init(
    values: [Double?],
    unit: Unit,
    bounds: ChartBounds = ChartBounds(),
    style: Style = .plain,
    marks: [ChartMark] = [],
    seam: Double? = nil,
    crosshair: Double? = nil,
    limits: [ChartLimit] = [],
    current: Double? = nil,
    showsAxis: Bool = true
  ) {
    self.values = values
    self.unit = unit
    self.bounds = bounds
    self.style = style
    self.marks = marks
    self.seam = seam
    self.crosshair = crosshair
    self.limits = limits
    self.current = current
    self.showsAxis = showsAxis
  }

  /// How many values a chart of `width` columns shows, its scale included.
  public static func valueCount(forWidth width: Int, showsAxis: Bool = true) -> Int {
    plot(of: Rect(x: 0, y: 0, width: width, height: 1), showsAxis: showsAxis).width * 2
  }

  /// The part of a chart's rectangle that the area takes: where times are, and a time axis belongs.
  public static func plot(of rect: Rect, showsAxis: Bool = true) -> Rect {
    let axis = Unit.axisColumns + 1
    guard showsAxis, rect.width >= axis * 2 else { return rect }
    return Rect(x: rect.x + axis, y: rect.y, width: rect.width - axis, height: rect.height)
  }

  /// Draws the scale and the area into `rect`.
  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let plot = Self.plot(of: rect, showsAxis: showsAxis)
    let ground = ChartGround(
      unit: unit,
      scale: bounds.scale(of: values + [current], limits: limits, unit: unit, rows: rect.height),
      limits: limits,
      marks: marks,
      seam: seam,
      crosshair: crosshair
    )
    if plot.width < rect.width { ground.drawAxis(in: rect, on: &canvas) }
    drawArea(ground, in: plot, on: &canvas)
    ground.drawMarks(in: plot, on: &canvas)
  }

  private func drawArea(_ ground: ChartGround, in plot: Rect, on canvas: inout Canvas) {
    let shown = Places.spread(values, over: plot.width * 2)
    let area = BrailleArea(values: shown, scale: ground.scale, rows: plot.height)
    let limitRows = limits.map { ground.row(of: $0, rows: plot.height) }
    let seamColumn = seam.flatMap { ground.column(at: $0, in: plot) }
    for column in 0..<plot.width {
      let past = seamColumn.map { column < $0 } ?? false
      let least = shown[(column * 2)...(column * 2 + 1)].compactMap(\.self).min()
      for row in 0..<plot.height {
        guard let braille = area.scalar(column: column, row: row) else { continue }
        let reached = limits.indices.last { index in
          limits[index].isFloor
            ? least.map(limits[index].isReached) ?? false
            : limitRows[index].map { row <= $0 } ?? false
        }
        var look = reached.map { limits[$0].style } ?? style
        if past { look = look.with(.dim) }
        canvas.put(scalar: braille, style: look, x: plot.x + column, y: plot.y + row)
      }
    }
  }
}
