import Charts
import Testing

@Suite struct SparklineTests {
  @Test func valuesAreBlocksAndNoValueIsBlank() {
    let sparkline = Sparkline(values: [0, 1, nil, 4, 8])
    #expect(drawing(of: sparkline, width: 8, height: 1) == ["▁▂ ▅█"])
    #expect(drawing(of: sparkline, width: 8, height: 1, glyphs: .ascii) == ["_. =#"])
  }

  @Test func theGreatestOfAColumnCounts() {
    var values = [Double?](repeating: 0, count: 100)
    values[37] = 7
    #expect(drawing(of: Sparkline(values: values), width: 4, height: 1) == ["▁█▁▁"])
  }

  @Test func aRangeMakesSparklinesComparable() {
    let sparkline = Sparkline(values: [0, 5, 20], range: 0...10)
    #expect(drawing(of: sparkline, width: 3, height: 1) == ["▁▅█"])
  }

  @Test func equalValuesStandAtTheirHeight() {
    #expect(drawing(of: Sparkline(values: [0, 0]), width: 2, height: 1) == ["▁▁"])
    #expect(drawing(of: Sparkline(values: [3, 3]), width: 2, height: 1) == ["██"])
    #expect(drawing(of: Sparkline(values: [.nan, .infinity]), width: 2, height: 1) == [" █"])
  }
}
