import Charts
import Testing

@Suite struct AreaChartTests {
  private let ramp: [Double?] = (0..<60).map { Double($0) * 220 }

  @Test func fillsUnderTheValuesBesideRoundNumbers() {
    let chart = AreaChart(values: ramp, unit: .short)
    #expect(
      drawing(of: chart, width: 36, height: 6) == [
        "  15k                              ⢀",
        "                             ⢀⣀⣤⣴⣶⣿⣿",
        "  10k                   ⣀⣠⣤⣶⣾⣿⣿⣿⣿⣿⣿⣿",
        "                  ⢀⣠⣤⣶⣾⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿",
        "   5k       ⢀⣀⣤⣴⣶⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿",
        "    0 ⣠⣤⣤⣤⣶⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿",
      ]
    )
  }

  @Test func theScaleCoversTheNumberInTheTitle() {
    let chart = AreaChart(values: [0.01, 0.015], unit: .percent, current: 0.0286)
    #expect(drawing(of: chart, width: 12, height: 4)[0].hasPrefix("   4%"))
  }

  @Test(arguments: [5, 6, 7, 9, 12, 20, 30], [0.7, 3, 4.2, 97, 1234])
  func labelsStandAtEvenDistances(height: Int, greatest: Double) {
    let rows = drawing(
      of: AreaChart(values: [0, greatest], unit: .short),
      width: 30,
      height: height
    )
    let labelled = rows.indices.filter { rows[$0].prefix(5).contains { $0 != " " } }
    let heights = labelled.map { $0 == height - 1 ? height : $0 }
    let gaps = Set(zip(heights, heights.dropFirst()).map { $1 - $0 })
    #expect(labelled.count >= 2 && labelled.first == 0)
    #expect(gaps.count == 1)
  }

  @Test func drawsInASCIIToo() {
    let chart = AreaChart(values: ramp, unit: .short)
    #expect(
      drawing(of: chart, width: 36, height: 4, glyphs: .ascii) == [
        "  20k",
        "                              ...:::",
        "  10k              ...::|||#########",
        "    0 :::::::|||####################",
      ]
    )
  }

  @Test func noValueZeroAndLittleLookDifferent() {
    let chart = AreaChart(values: [nil, nil, 0, 0, 0.0001, 0.0231, nil, nil], unit: .percent)
    #expect(
      drawing(of: chart, width: 14, height: 4) == [
        "   4%",
        "           ⣀",
        "   2%      ⣿",
        "   0%   ⣀⣀⣤⣿",
      ]
    )
  }

  @Test func aSpikeIsNeverLost() {
    var values = [Double?](repeating: 1, count: 10_000)
    values[6789] = 100
    let rows = drawing(of: AreaChart(values: values, unit: .short), width: 30, height: 5)
    #expect(rows[0] == "  100                 ⡇")
  }

  @Test func fewValuesCoverTheWidth() {
    let chart = AreaChart(values: [1, 4], unit: .short, showsAxis: false)
    #expect(drawing(of: chart, width: 6, height: 2) == ["   ⣤⣤⣤", "⣤⣤⣤⣿⣿⣿"])
  }

  @Test func marksSeamCrosshairAndLimitStandBesideTheArea() {
    let chart = AreaChart(
      values: [1, 2, 3, 4, 5, 6, 7, 8],
      unit: .perSecond,
      marks: [ChartMark(position: 0.25, glyph: "⚑", style: Style(.yellow))],
      seam: 0.5,
      crosshair: 0.75,
      limits: [ChartLimit(6)],
      showsAxis: false
    )
    let canvas = canvas(of: chart, width: 12, height: 4)
    #expect(
      canvas.text() == [
        "   ⚑  ┊ │ ⢀⣀",
        "┄┄┄┄┄┄┄⢠⣤⣶⣾⣿",
        "   ⣀⣠⣤⣿⣿⣿⣿⣿⣿",
        "⣤⣴⣶⣿⣿⣿⣿⣿⣿⣿⣿⣿",
      ]
    )
    #expect(canvas.glyph(at: Point(x: 3, y: 0)).style == Style(.yellow))
    #expect(canvas.glyph(at: Point(x: 0, y: 3)).style.attributes == .dim)
    #expect(canvas.glyph(at: Point(x: 11, y: 0)).style.foreground == .brightRed)
    #expect(canvas.glyph(at: Point(x: 8, y: 3)).style.background == .brightYellow)
  }

  @Test func aLimitFarAboveDoesNotFlattenTheArea() {
    let low = AreaChart(values: [1, 2], unit: .short, limits: [ChartLimit(1000)], showsAxis: false)
    let without = AreaChart(values: [1, 2], unit: .short, showsAxis: false)
    #expect(drawing(of: low, width: 4, height: 3) == drawing(of: without, width: 4, height: 3))
  }

  @Test func tellsHowManyValuesFit() {
    #expect(AreaChart.valueCount(forWidth: 40) == 68)
    #expect(AreaChart.valueCount(forWidth: 40, showsAxis: false) == 80)
    #expect(AreaChart.valueCount(forWidth: 8) == 16)
    #expect(AreaChart.valueCount(forWidth: 0) == 0)
    let plot = AreaChart.plot(of: Rect(x: 2, y: 3, width: 40, height: 6))
    #expect(plot == Rect(x: 8, y: 3, width: 34, height: 6))
  }

  @Test func hostileValuesAreDrawnWithoutATrap() {
    let values: [Double?] = [.nan, .infinity, -.infinity, 1e308, -1e308, nil, 5e-300, -0.0]
    for width in 0...20 {
      for height in 0...4 {
        let chart = AreaChart(
          values: values,
          unit: .bytes,
          marks: [ChartMark(position: .nan, glyph: "連", style: .plain)],
          seam: .infinity,
          crosshair: -1,
          limits: [ChartLimit(.nan)]
        )
        #expect(drawing(of: chart, width: width, height: height).count == height)
      }
    }
  }
}
