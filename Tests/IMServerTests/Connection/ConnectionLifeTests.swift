import IMServer
import NIOCore
import Testing

@Suite struct ConnectionLifeTests {
  private let normal = CloseCause.peer(code: 1000)
  private let policy = LifePolicy(
    opening: .seconds(10),
    heartbeat: Heartbeat.Policy(interval: .seconds(30), misses: 3),
    closing: .seconds(2)
  )

  private func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

  private func life(activeAt seconds: Int64? = nil) -> ConnectionLife {
    var life = ConnectionLife(policy, at: at(0))
    if let seconds { _ = life.apply(.activate, at: at(seconds)) }
    return life
  }

  @Test func orderlyLifeOpensIsMaintainedClosesAndEnds() {
    var life = life()
    #expect(life.state == .created)
    #expect(life.deadline == at(10))
    #expect(life.apply(.activate, at: at(1)) == .open)
    #expect(life.state == .active(since: at(1)))
    #expect(life.deadline == at(31))
    #expect(life.apply(.tick(isHeard: true), at: at(31)) == .maintain)
    #expect(life.state == .maintained(since: at(1)))
    #expect(life.apply(.close(normal), at: at(35)) == .close(normal))
    #expect(life.state == .closing(opened: at(1), cause: normal))
    #expect(life.deadline == at(37))
    #expect(life.apply(.destroy, at: at(36)) == .end(normal, lived: .seconds(35)))
    #expect(life.state == .destroyed)
    #expect(life.deadline == nil)
  }

  @Test func upgradeThatIsNotOutInTimeIsDropped() {
    var life = life()
    #expect(life.apply(.tick(isHeard: false), at: at(9)) == .none)
    #expect(life.apply(.tick(isHeard: false), at: at(10)) == .drop)
    #expect(life.apply(.destroy, at: at(11)) == .abandon)
  }

  @Test func peerThatNeverAnswersIsDeadAfterThreeMisses() {
    var life = life(activeAt: 0)
    #expect(life.apply(.tick(isHeard: false), at: at(30)) == .ping)
    #expect(life.apply(.tick(isHeard: false), at: at(60)) == .ping)
    #expect(
      life.apply(.tick(isHeard: false), at: at(90)) == .close(.heartbeatTimeout(missed: 3))
    )
  }

  @Test func anAnswerInBetweenForgivesTheMisses() {
    var life = life(activeAt: 0)
    _ = life.apply(.tick(isHeard: false), at: at(30))
    _ = life.apply(.tick(isHeard: false), at: at(60))
    #expect(life.apply(.tick(isHeard: true), at: at(90)) == .maintain)
    #expect(life.apply(.tick(isHeard: false), at: at(120)) == .ping)
    #expect(life.apply(.tick(isHeard: true), at: at(150)) == .ping)
  }

  @Test func goodbyeThatIsNotAnsweredInTimeIsDropped() {
    var life = life(activeAt: 0)
    _ = life.apply(.close(normal), at: at(5))
    #expect(life.apply(.tick(isHeard: true), at: at(6)) == .none)
    #expect(life.apply(.tick(isHeard: true), at: at(7)) == .drop)
    #expect(life.deadline == nil)
    #expect(life.apply(.tick(isHeard: true), at: at(8)) == .none)
    #expect(life.apply(.destroy, at: at(8)) == .end(normal, lived: .seconds(8)))
  }

  @Test func socketThatVanishesIsAnAbnormalEnd() {
    var life = life(activeAt: 0)
    #expect(life.apply(.destroy, at: at(3)) == .end(.abnormal, lived: .seconds(3)))
  }

  @Test func socketThatVanishesBeforeTheUpgradeNeverCounts() {
    var life = life()
    #expect(life.apply(.destroy, at: at(0)) == .abandon)
    #expect(life.apply(.activate, at: at(1)) == .none)
  }

  @Test func firstCauseStays() {
    let dead = CloseCause.heartbeatTimeout(missed: 3)
    var life = life(activeAt: 0)
    _ = life.apply(.close(dead), at: at(90))
    #expect(life.apply(.close(normal), at: at(91)) == .none)
    #expect(life.apply(.destroy, at: at(92)) == .end(dead, lived: .seconds(92)))
  }

  @Test func nothingHappensTwice() {
    var life = life(activeAt: 0)
    #expect(life.apply(.activate, at: at(1)) == .none)
    _ = life.apply(.destroy, at: at(2))
    #expect(life.apply(.destroy, at: at(3)) == .none)
    #expect(life.apply(.close(normal), at: at(3)) == .none)
    #expect(life.apply(.tick(isHeard: false), at: at(300)) == .none)
  }

  @Test func closeBeforeTheUpgradeIsRefused() {
    var life = life()
    #expect(life.apply(.close(normal), at: at(0)) == .none)
    #expect(life.state == .created)
  }
}
