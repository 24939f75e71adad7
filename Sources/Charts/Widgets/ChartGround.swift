/// What charts over time have in common: the scale, and everything that stands beside the values.
struct ChartGround {
  var unit: Unit
  var scale: Scale
  var limits: [ChartLimit]
  var marks: [ChartMark]
  var seam: Double?
  var crosshair: Double?

  /// Draws the labels of the scale on the left of `rect`.
  func drawAxis(in rect: Rect, on canvas: inout Canvas) {
    for (tick, row) in labelled(rows: rect.height) {
      let label = unit.axisLabel(tick)
      let x = rect.x + Unit.axisColumns - TextWidth.columns(of: label)
      canvas.write(label, at: Point(x: x, y: rect.y + row), style: Style(.grey))
    }
  }

  /// Draws limits, seam and marks where the values have left room, and the crosshair over everything.
  func drawMarks(in plot: Rect, on canvas: inout Canvas) {
    for limit in limits {
      guard let row = row(of: limit, rows: plot.height) else { continue }
      draw(limit, y: plot.y + row, in: plot, on: &canvas)
    }
    if let column = seam.flatMap({ column(at: $0, in: plot) }) {
      drawLine("┊", Style(.grey), x: plot.x + column, in: plot, on: &canvas)
    }
    for mark in marks {
      guard let column = column(at: mark.position, in: plot) else { continue }
      let x = plot.x + column
      drawLine("┆", mark.style, x: x, in: plot, on: &canvas)
      let room = plot.x + plot.width - x
      canvas.write(String(mark.glyph), at: Point(x: x, y: plot.y), style: mark.style, width: room)
    }
    drawCrosshair(in: plot, on: &canvas)
  }

  /// The row of a limit, counted from the top; nil where the scale does not reach it.
  func row(of limit: ChartLimit, rows: Int) -> Int? {
    guard limit.value > scale.lower, limit.value <= scale.upper else { return nil }
    return row(of: limit.value, rows: rows)
  }

  /// The column of a place along the chart, 0...1; nil outside.
  func column(at position: Double, in plot: Rect) -> Int? {
    guard (0...1).contains(position), plot.width > 0 else { return nil }
    return Blocks.level(of: position, levels: plot.width - 1)
  }

  /// The row of a value, counted from the top.
  private func row(of value: Double, rows: Int) -> Int {
    rows - 1 - max(0, (Blocks.level(of: scale.fraction(of: value), levels: rows * 4) - 1) / 4)
  }

  private func draw(_ limit: ChartLimit, y: Int, in plot: Rect, on canvas: inout Canvas) {
    for x in plot.x..<(plot.x + plot.width) where canvas.isBlank(x: x, y: y) {
      canvas.put(scalar: "┄", style: limit.style, x: x, y: y)
    }
    let columns = TextWidth.columns(of: limit.sign)
    guard columns > 0, columns < plot.width else { return }
    let end = Point(x: plot.x + plot.width - columns, y: y)
    canvas.write(limit.sign, at: end, style: limit.style.with(.bold), width: columns)
  }

  private func drawLine(
    _ scalar: Unicode.Scalar,
    _ style: Style,
    x: Int,
    in plot: Rect,
    on canvas: inout Canvas
  ) {
    for y in plot.y..<(plot.y + plot.height) where canvas.isBlank(x: x, y: y) {
      canvas.put(scalar: scalar, style: style, x: x, y: y)
    }
  }

  private func drawCrosshair(in plot: Rect, on canvas: inout Canvas) {
    guard let crosshair, let column = column(at: crosshair, in: plot) else { return }
    let x = plot.x + column
    drawLine("│", Style(.brightYellow), x: x, in: plot, on: &canvas)
    // A full cell reversed is an empty one: what lies under the line becomes yellow as a whole.
    canvas.restyle(Rect(x: x, y: plot.y, width: 1, height: plot.height)) { _ in
      Style(.black, on: .brightYellow)
    }
  }

  /// The ticks that get a label, with their rows: as many as stand at even distances.
  private func labelled(rows: Int) -> [(tick: Double, row: Int)] {
    let all = scale.ticks.map { (tick: $0, row: row(of: $0, rows: rows)) }
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
}
