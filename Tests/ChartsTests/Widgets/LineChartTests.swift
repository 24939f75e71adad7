import Charts
import Testing

@Suite struct LineChartTests {
  private func line(_ values: [Double?], _ color: Color, _ mark: Character) -> LineChart.Line {
    LineChart.Line(values: values, style: Style(color), mark: mark)
  }

  @Test func everyLineHasItsCourseAndItsMark() {
    let chart = LineChart(
      lines: [
        line((0..<48).map { Double($0) }, .green, "a"), line((0..<48).map { _ in 12 }, .red, "b"),
      ],
      unit: .short
    )
    #expect(
      drawing(of: chart, width: 30, height: 5) == [
        "   60", "                        ⢀⣀⠤⠔⠒a", "                  ⣀⡠⠤⠒⠒⠉⠁",
        "      ⣀⣀⣀⣀⣀⣀⣀⣠⣤⣒⣊⣉⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀b", "    0 ⣀⠤⠔⠒⠉⠉",
      ]
    )
  }

  @Test func aGapInterruptsALineAndAJumpIsDrawnUpright() {
    let values: [Double?] = [0, 0, 8, 8, nil, nil, 4, 4]
    let chart = LineChart(lines: [line(values, .green, "a")], unit: .short)
    #expect(
      drawing(of: chart, width: 16, height: 4) == [
        "   10   ⢀⣀⣀", "        ⢸", "    5   ⢸    ⠐⠒a", "    0 ⣀⣀⡸",
      ]
    )
  }

  @Test func boundsHoldTheScale() {
    let chart = LineChart(
      lines: [line([5, 6, 7], .green, "a")],
      unit: .short,
      bounds: ChartBounds(lower: 0, upper: 100)
    )
    let rows = drawing(of: chart, width: 30, height: 5)
    #expect(rows[0].hasPrefix("  100"))
    #expect(rows[4].hasPrefix("    0"))
  }

  @Test func limitsAreLinesWithASign() {
    let chart = LineChart(
      lines: [line([1, 2, 3], .green, "a")],
      unit: .short,
      limits: [ChartLimit(5, style: Style(.yellow), sign: "!"), ChartLimit(6, sign: "!!")]
    )
    let rows = drawing(of: chart, width: 30, height: 8)
    #expect(rows.contains { $0.hasSuffix("┄!") })
    #expect(rows.contains { $0.hasSuffix("┄!!") })
  }

  @Test func theAreaThatReachesAFloorHasItsLook() {
    let chart = AreaChart(
      values: [10, 10, 3, 3],
      unit: .short,
      limits: [ChartLimit(5, isFloor: true, style: Style(.red), sign: "!!")],
      showsAxis: false
    )
    let canvas = canvas(of: chart, width: 4, height: 4)
    #expect(canvas.glyph(at: Point(x: 0, y: 3)).style == .plain)
    #expect(canvas.glyph(at: Point(x: 3, y: 3)).style == Style(.red))
  }

  @Test func aSingleBoundIsExactAndTheOtherEndRound() {
    let above = AreaChart(values: [0.93, 0.97], unit: .percent, bounds: ChartBounds(lower: 0.9))
    let rows = drawing(of: above, width: 24, height: 6)
    #expect(rows[5].hasPrefix("  90%"))
    #expect(rows[0].hasPrefix(" 100%"))
  }
}
