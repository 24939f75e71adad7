import IMServer
import Testing

@Suite struct FaultTimelineTests {
  private func turns(
    _ text: String,
    after: Double = 45,
    lasting: Double = 45,
    repeats: Bool = false,
    until end: Int
  ) throws -> [String] {
    let plan = try ScenarioPlan(text, after: after, lasting: lasting)
    var timeline = FaultTimeline(plan, repeats: repeats)
    var drawn: [String] = []
    for second in 0...end {
      while let step = timeline.step(at: Double(second)) {
        drawn.append("\(second) \(step.turn) \(step.scenario.name)")
      }
    }
    return drawn
  }

  @Test func faultBeginsAndEndsOnce() throws {
    #expect(
      try turns("storm", after: 45, lasting: 30, until: 300) == ["45 begin storm", "75 end storm"]
    )
  }

  @Test func faultComesAgainAfterThePause() throws {
    #expect(
      try turns("storm", after: 40, lasting: 20, repeats: true, until: 130) == [
        "40 begin storm", "60 end storm", "100 begin storm", "120 end storm",
      ]
    )
  }

  @Test func failureFollowsItsRestartAfterSomeCalm() throws {
    #expect(
      try turns("ws-500", after: 45, lasting: 45, until: 300) == [
        "15 restart ws-500", "45 begin ws-500", "90 end ws-500",
      ]
    )
    #expect(
      try turns("ws-500", after: 5, lasting: 15, until: 300) == [
        "0 restart ws-500", "5 begin ws-500", "20 end ws-500",
      ]
    )
  }

  @Test func momentaryFaultKeepsItsOwnLength() throws {
    #expect(
      try turns("fatal", after: 10, lasting: 100, until: 60) == ["10 begin fatal", "16 end fatal"]
    )
    #expect(
      try turns("fatal:30,scan:5", until: 60) == [
        "0 begin fatal", "6 end fatal", "30 begin scan", "35 end scan",
      ]
    )
  }

  @Test func steadyNeverTurns() throws {
    #expect(try turns("steady", after: 0, lasting: 0, repeats: true, until: 100) == [])
    #expect(try turns("steady:20,steady:5", repeats: true, until: 100) == [])
  }

  @Test func chainGoesFromOneToTheNext() throws {
    #expect(
      try turns("steady:60,nat:30,storm:10", repeats: true, until: 165) == [
        "60 begin nat", "90 end nat", "90 begin storm", "100 end storm", "160 begin nat",
      ]
    )
  }

  @Test func incidentOverlaps() throws {
    #expect(
      try turns("incident:100", until: 200) == [
        "0 begin backend-slow", "5 restart ws-500", "20 begin storm", "35 begin ws-500",
        "50 begin heartbeat-loss", "60 end storm", "80 end backend-slow", "90 end ws-500",
        "100 end heartbeat-loss",
      ]
    )
  }

  @Test func nextIsWhenTheNextTurnIsDue() throws {
    var timeline = FaultTimeline(
      try ScenarioPlan("scan:10", after: 0, lasting: 0),
      repeats: false
    )
    #expect(timeline.next == 0)
    #expect(timeline.step(at: 0)?.turn == .begin)
    #expect(timeline.next == 10)
    #expect(timeline.step(at: 9.9) == nil)
    #expect(timeline.step(at: 10)?.turn == .end)
    #expect(timeline.next == nil)
  }
}
