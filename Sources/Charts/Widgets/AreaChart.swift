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
  /// The lowest and the highest value shown; without one, zero to a round number over the greatest.
  public var range: ClosedRange<Double>?
  /// The look of the area.
  public var style: Style
  /// Marks drawn as upright lines.
  public var marks: [ChartMark]
  /// Where along the chart, 0...1, one source of the values ends and the next begins; what is left
  /// of it is dim.
  public var seam: Double?
  /// Where along the chart, 0...1, the crosshair stands.
  public var crosshair: Double?
  /// A limit in the values' unit, drawn as a line; the area that reaches it is red.
  public var limit: Double?
  /// A value that the scale covers beside those drawn: the newest, which has no place of its own yet.
  public var current: Double?
  /// Whether there is a scale.
  public var showsAxis: Bool

  /// A chart.
  public init(
    values: [Double?],
    unit: Unit,
    range: ClosedRange<Double>? = nil,
    style: Style = .plain,
    marks: [ChartMark] = [],
    seam: Double? = nil,
    crosshair: Double? = nil,
    limit: Double? = nil,
    current: Double? = nil,
    showsAxis: Bool = true
  ) {
    self.values = values
    self.unit = unit
    self.range = range
    self.style = style
    self.marks = marks
    self.seam = seam
    self.crosshair = crosshair
    self.limit = limit
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
    let scale = scale(rows: rect.height)
    if plot.width < rect.width { drawAxis(scale, in: rect, on: &canvas) }
    let area = BrailleArea(
      values: Places.spread(values, over: plot.width * 2),
      scale: scale,
      rows: plot.height
    )
    drawArea(area, scale: scale, in: plot, on: &canvas)
    drawMarks(in: plot, on: &canvas)
    drawCrosshair(in: plot, on: &canvas)
  }

  /// The scale that a chart of so many rows shows.
  func scale(rows: Int) -> Scale {
    let count = max(2, rows * 2 / 3 + 1)
    if let range { return Scale(range, unit: unit, count: count, extended: false) }
    var covered = Places.range(of: values + [current])
    if let limit, limit.isFinite, limit > 0, limit <= covered.upperBound * 2 {
      covered = covered.lowerBound...max(covered.upperBound, limit)
    }
    return Scale(covered, unit: unit, count: count, extended: true)
  }

  /// The row of a value, counted from the top.
  private func row(of value: Double, scale: Scale, rows: Int) -> Int {
    rows - 1 - max(0, (Blocks.level(of: scale.fraction(of: value), levels: rows * 4) - 1) / 4)
  }

  private func drawAxis(_ scale: Scale, in rect: Rect, on canvas: inout Canvas) {
    for (tick, row) in labelled(scale, rows: rect.height) {
      let label = unit.axisLabel(tick)
      let x = rect.x + Unit.axisColumns - TextWidth.columns(of: label)
      canvas.write(label, at: Point(x: x, y: rect.y + row), style: Style(.grey))
    }
  }

  /// The ticks that get a label, with their rows: as many as stand at even distances.
  private func labelled(_ scale: Scale, rows: Int) -> [(tick: Double, row: Int)] {
    let all = scale.ticks.map { (tick: $0, row: row(of: $0, scale: scale, rows: rows)) }
    let last = all.count - 1
    guard last > 0 else { return all }
    for stride in 1...last where last.isMultiple(of: stride) {
      let chosen = Swift.stride(from: 0, through: last, by: stride).map { all[$0] }
      // The lowest tick stands at the foot of its row, the others at the head of theirs.
      let heights = chosen.indices.map { $0 == 0 ? 0 : rows - chosen[$0].row }
      let gaps = Set(zip(heights, heights.dropFirst()).map { $1 - $0 })
      if gaps.count == 1, gaps.first.map({ $0 > 1 || rows < 4 }) ?? false { return chosen }
    }
    return all[0].row == all[last].row ? [all[last]] : [all[0], all[last]]
  }

  private func drawArea(
    _ area: BrailleArea,
    scale: Scale,
    in plot: Rect,
    on canvas: inout Canvas
  ) {
    let limitRow = visibleLimit(scale).map { row(of: $0, scale: scale, rows: plot.height) }
    let seamColumn = seam.flatMap { column(at: $0, in: plot) }
    for column in 0..<plot.width {
      let past = seamColumn.map { column < $0 } ?? false
      for row in 0..<plot.height {
        let (x, y) = (plot.x + column, plot.y + row)
        if let braille = area.scalar(column: column, row: row) {
          let exceeds = limitRow.map { row <= $0 } ?? false
          var look = exceeds ? Style(.brightRed, on: style.background, .bold) : style
          if past { look = look.with(.dim) }
          canvas.put(scalar: braille, style: look, x: x, y: y)
        } else if row == limitRow {
          canvas.put(scalar: "┄", style: Style(.red), x: x, y: y)
        } else if column == seamColumn {
          canvas.put(scalar: "┊", style: Style(.grey), x: x, y: y)
        }
      }
    }
  }

  private func visibleLimit(_ scale: Scale) -> Double? {
    guard let limit, limit > scale.lower, limit <= scale.upper else { return nil }
    return limit
  }

  private func drawMarks(in plot: Rect, on canvas: inout Canvas) {
    for mark in marks {
      guard let column = column(at: mark.position, in: plot) else { continue }
      let x = plot.x + column
      for y in plot.y..<(plot.y + plot.height) where canvas.isBlank(x: x, y: y) {
        canvas.put(scalar: "┆", style: mark.style, x: x, y: y)
      }
      let room = plot.x + plot.width - x
      canvas.write(String(mark.glyph), at: Point(x: x, y: plot.y), style: mark.style, width: room)
    }
  }

  private func drawCrosshair(in plot: Rect, on canvas: inout Canvas) {
    guard let crosshair, let column = column(at: crosshair, in: plot) else { return }
    let x = plot.x + column
    for y in plot.y..<(plot.y + plot.height) where canvas.isBlank(x: x, y: y) {
      canvas.put(scalar: "│", style: Style(.brightYellow), x: x, y: y)
    }
    // A full cell reversed is an empty one: what lies under the line becomes yellow as a whole.
    canvas.restyle(Rect(x: x, y: plot.y, width: 1, height: plot.height)) { _ in
      Style(.black, on: .brightYellow)
    }
  }

  private func column(at position: Double, in plot: Rect) -> Int? {
    guard (0...1).contains(position), plot.width > 0 else { return nil }
    return Blocks.level(of: position, levels: plot.width - 1)
  }
}
