import IMServer
import NIOCore
import Testing

@Suite struct HeartbeatTests {
  @Test func threeSilentIntervalsAfterAPingAreDeath() {
    var heartbeat = Heartbeat(.init(interval: .seconds(30), misses: 3))
    let actions = (0..<4).map { _ in heartbeat.beat() }
    #expect(actions == [.ping, .ping, .ping, .giveUp(missed: 3)])
  }

  @Test func anySignOfLifeStartsTheCountAgain() {
    var heartbeat = Heartbeat(.init(interval: .seconds(1), misses: 2))
    var actions: [Heartbeat.Action] = []
    for beat in 0..<6 {
      actions.append(heartbeat.beat())
      if beat < 3 { heartbeat.hear() }
    }
    #expect(actions == [.ping, .ping, .ping, .ping, .ping, .giveUp(missed: 2)])
  }

  @Test func policyIsNeverBelowOneMissAndAMillisecond() {
    let policy = Heartbeat.Policy(interval: .seconds(-1), misses: 0)
    #expect(policy == Heartbeat.Policy(interval: .milliseconds(1), misses: 1))
  }
}
