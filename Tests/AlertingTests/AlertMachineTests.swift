import Alerting
import MetricsModel
import Testing

@Suite struct AlertMachineTests {
  func time(_ seconds: Double) -> Timestamp { Timestamp(seconds: seconds) }

  @Test func firesAtOnceWithoutFor() {
    var machine = AlertMachine()
    #expect(machine.observe(isActive: true, at: time(10), hold: 0, keep: 0) == .fired)
    #expect(machine.phase == .firing(since: time(10), missing: nil))
  }

  @Test func isPendingUntilForHasPassed() {
    var machine = AlertMachine()
    #expect(machine.observe(isActive: true, at: time(10), hold: 5, keep: 0) == .pending)
    #expect(machine.observe(isActive: true, at: time(14), hold: 5, keep: 0) == nil)
    #expect(machine.observe(isActive: true, at: time(15), hold: 5, keep: 0) == .fired)
    #expect(machine.phase == .firing(since: time(10), missing: nil))
  }

  @Test func aPendingAlertWhoseConditionEndsIsForgotten() {
    var machine = AlertMachine()
    _ = machine.observe(isActive: true, at: time(10), hold: 5, keep: 0)
    #expect(machine.observe(isActive: false, at: time(12), hold: 5, keep: 0) == nil)
    #expect(machine.phase == .inactive)
  }

  @Test func keepsFiringThroughAFlap() {
    var machine = AlertMachine()
    _ = machine.observe(isActive: true, at: time(10), hold: 0, keep: 10)
    #expect(machine.observe(isActive: false, at: time(15), hold: 0, keep: 10) == nil)
    #expect(machine.observe(isActive: true, at: time(18), hold: 0, keep: 10) == nil)
    #expect(machine.observe(isActive: false, at: time(19), hold: 0, keep: 10) == nil)
    #expect(machine.observe(isActive: false, at: time(28), hold: 0, keep: 10) == nil)
    #expect(machine.phase == .firing(since: time(10), missing: time(19)))
    #expect(machine.observe(isActive: false, at: time(29), hold: 0, keep: 10) == .resolved)
  }

  @Test func aResolvedAlertIsForgottenAfterAWhile() {
    var machine = AlertMachine()
    _ = machine.observe(isActive: true, at: time(10), hold: 0, keep: 0)
    #expect(machine.observe(isActive: false, at: time(11), hold: 0, keep: 0) == .resolved)
    #expect(machine.observe(isActive: false, at: time(70), hold: 0, keep: 0) == nil)
    #expect(machine.phase == .resolved(at: time(11)))
    _ = machine.observe(isActive: false, at: time(71), hold: 0, keep: 0)
    #expect(machine.phase == .inactive)
  }

  @Test func aResolvedAlertCanFireAgain() {
    var machine = AlertMachine()
    _ = machine.observe(isActive: true, at: time(10), hold: 0, keep: 0)
    _ = machine.observe(isActive: false, at: time(11), hold: 0, keep: 0)
    #expect(machine.observe(isActive: true, at: time(12), hold: 0, keep: 0) == .fired)
    #expect(machine.phase == .firing(since: time(12), missing: nil))
  }
}
