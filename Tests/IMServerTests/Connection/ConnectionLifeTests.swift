import IMServer
import NIOCore
import Testing

@Suite struct ConnectionLifeTests {
  private let normal = CloseCause.peer(code: 1000)

  private func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

  @Test func orderlyLifeOpensClosesAndEnds() {
    var life = ConnectionLife()
    #expect(life.state == .created)
    #expect(life.activate(at: at(1)) == .opened)
    #expect(life.state == .active(since: at(1)))
    #expect(life.close(normal, at: at(5)) == .closing(normal))
    #expect(life.state == .closing(since: at(5), opened: at(1), cause: normal))
    #expect(life.destroy(at: at(6)) == .closed(normal, lived: .seconds(5)))
    #expect(life.state == .destroyed)
  }

  @Test func socketThatVanishesIsAnAbnormalEnd() {
    var life = ConnectionLife()
    _ = life.activate(at: at(0))
    #expect(life.destroy(at: at(3)) == .closed(.abnormal, lived: .seconds(3)))
  }

  @Test func socketThatVanishesBeforeTheUpgradeNeverCounts() {
    var life = ConnectionLife()
    #expect(life.destroy(at: at(0)) == .abandoned)
    #expect(life.activate(at: at(1)) == .none)
  }

  @Test func firstCauseStays() {
    var life = ConnectionLife()
    _ = life.activate(at: at(0))
    _ = life.close(.heartbeatTimeout(missed: 3), at: at(90))
    #expect(life.close(normal, at: at(91)) == .none)
    #expect(
      life.destroy(at: at(92)) == .closed(.heartbeatTimeout(missed: 3), lived: .seconds(92))
    )
  }

  @Test func nothingHappensTwice() {
    var life = ConnectionLife()
    _ = life.activate(at: at(0))
    #expect(life.activate(at: at(1)) == .none)
    _ = life.destroy(at: at(2))
    #expect(life.destroy(at: at(3)) == .none)
    #expect(life.close(normal, at: at(3)) == .none)
  }

  @Test func closeBeforeTheUpgradeIsRefused() {
    var life = ConnectionLife()
    #expect(life.close(normal, at: at(0)) == .none)
    #expect(life.state == .created)
  }
}
