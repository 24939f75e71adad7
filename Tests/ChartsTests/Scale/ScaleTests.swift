import Testing

@testable import Charts

@Suite struct ScaleTests {
  private func scale(_ range: ClosedRange<Double>, _ unit: Unit = .short, count: Int = 4) -> Scale {
    Scale(range, unit: unit, count: count, extended: true)
  }

  @Test func endsAreRoundNumbers() {
    #expect(scale(0...13_000).ticks == [0, 5000, 10_000, 15_000])
    #expect(scale(0...9481).ticks == [0, 5000, 10_000])
    #expect(scale(-3...4).ticks == [-5, 0, 5])
  }

  @Test func durationsStepInTheUnitsOfClocks() {
    #expect(scale(0...700, .seconds).ticks == [0, 300, 600, 900])
    #expect(scale(0...0.9, .seconds).ticks == [0, 0.5, 1])
  }

  @Test func bytesStepInPowersOfTwo() {
    #expect(scale(0...3000, .bytes).ticks == [0, 1024, 2048, 3072])
  }

  @Test func aGivenRangeKeepsItsEnds() {
    let scale = Scale(0...0.37, unit: .percent, count: 4, extended: false)
    #expect(scale.upper == 0.37)
    #expect(scale.ticks == [0, 0.2])
  }

  @Test(arguments: [
    0.0...0, 5...5, -5...(-5), 1e308...1.5e308, -1.7e308...1.7e308,
    0...Double.leastNonzeroMagnitude, 0...1e-300,
  ])
  func everyRangeGivesAScale(range: ClosedRange<Double>) {
    for unit in [Unit.short, .percent, .seconds, .bytes, .perSecond] {
      let scale = scale(range, unit)
      #expect(scale.upper > scale.lower)
      #expect((0...1).contains(scale.fraction(of: range.lowerBound)))
      #expect(scale.ticks.count <= 100)
    }
  }

  @Test func axisLabelsAreNeverCut() {
    for unit in [Unit.short, .percent, .seconds, .bytes, .perSecond] {
      for exponent in -6...15 {
        let ticks = scale(0...(Double("3e\(exponent)") ?? 1), unit).ticks
        for label in ticks.map(unit.axisLabel) {
          #expect((1...Unit.axisColumns).contains(label.count), "\(unit) \(exponent) \(label)")
        }
      }
    }
  }
}
