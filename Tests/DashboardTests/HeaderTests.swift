import Charts
import LogModel
import MetricsModel
import Testing

@testable import Dashboard

/// What the header keeps when there is little room.
@Suite struct HeaderTests {
  private func header(_ width: Int, targets: Int, sources: Int) -> String {
    var session = Session(width, 36)
    session.apply(
      .targets(
        (1...targets).map { number in
          var target = Fixture.target
          target.instance = "gateway-number-\(number).example:8080"
          return target
        }
      )
    )
    session.apply(
      .sources(
        (1...sources).map { number in
          var source = Fixture.source
          source.name = "gateway-number-\(number).example.log"
          if number == 2 { source.gaps = 3 }
          return source
        }
      )
    )
    return session.screen[0]
  }

  @Test func clockStateAndViewsSurviveManySources() {
    for (targets, sources) in [(1, 6), (2, 6), (6, 6), (2, 2)] {
      let text = header(120, targets: targets, sources: sources)
      for piece in ["06:14:07", "LIVE", "15m", "[1]", "2 3 4 5 6 7"] {
        #expect(text.contains(piece), "\(piece) of \(targets), \(sources): \(text)")
      }
      #expect(!text.contains("gateway-number-1.example"), "\(text)")
      #expect(text.contains("●"), "\(text)")
    }
    #expect(header(120, targets: 2, sources: 6).contains("+4"))
  }

  @Test func namesAreWholeWhereThereIsRoom() {
    #expect(header(200, targets: 1, sources: 1).contains("gateway-number-1.exampl"))
  }

  @Test func aSlowTargetIsUp() {
    var session = Session(160, 36)
    var slow = Fixture.target
    slow.health = .slow
    var down = Fixture.target
    down.health = .down(reason: "gone")
    session.apply(.targets([Fixture.target, slow, down]))
    #expect(session.screen[0].contains("2 of 3 up"))
  }
}
