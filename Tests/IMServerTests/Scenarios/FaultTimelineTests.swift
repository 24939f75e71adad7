import IMServer
import Testing

@Suite struct FaultTimelineTests {
  private func turns(_ timeline: FaultTimeline, until end: Int) -> [String] {
    var timeline = timeline
    var drawn: [String] = []
    for second in 0...end {
      while let turn = timeline.turn(at: Double(second)) { drawn.append("\(second) \(turn)") }
    }
    return drawn
  }

  @Test func faultBeginsAndEndsOnce() throws {
    let timeline = try FaultTimeline(.named("ws-500"), after: 45, length: 30, repeats: false)
    #expect(timeline.next == 45)
    #expect(turns(timeline, until: 300) == ["45 begin", "75 end"])
  }

  @Test func faultComesAgainAfterThePause() throws {
    let timeline = try FaultTimeline(.named("ws-500"), after: 40, length: 20, repeats: true)
    #expect(
      turns(timeline, until: 130) == [
        "40 begin", "60 end", "100 begin", "120 end",
      ]
    )
  }

  @Test func momentaryFaultKeepsItsOwnLength() throws {
    let timeline = try FaultTimeline(.named("fatal"), after: 10, length: 100, repeats: false)
    #expect(turns(timeline, until: 60) == ["10 begin", "16 end"])
  }

  @Test func steadyNeverTurns() throws {
    let timeline = try FaultTimeline(.named("steady"), after: 0, length: 0, repeats: true)
    #expect(timeline.next == nil)
    #expect(turns(timeline, until: 100) == [])
  }
}
