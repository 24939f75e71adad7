import Synchronization
import Testing

@testable import IMTop

/// The log has what all else leaves of the memory cap.
@Suite struct MemoryBudgetTests {
  private static let megabyte = 1 << 20

  @Test func theLogHasWhatAllElseLeaves() {
    let taken = Mutex(0)
    let budget = MemoryBudget(cap: 256 * Self.megabyte) { taken.withLock { $0 } }
    let begin = ContinuousClock.now
    taken.withLock { $0 = 30 * Self.megabyte }
    let empty = budget.log(held: 0, now: begin)
    taken.withLock { $0 = 200 * Self.megabyte }
    let beside80 = budget.log(held: 120 * Self.megabyte, now: begin + .seconds(2))
    #expect(empty - beside80 == 50 * Self.megabyte)
    #expect(beside80 + 80 * Self.megabyte < 256 * Self.megabyte)
  }

  @Test func recordsGoOnlyWhenEverythingTogetherIsTooMuch() {
    let taken = Mutex(230 * Self.megabyte)
    let budget = MemoryBudget(cap: 256 * Self.megabyte) { taken.withLock { $0 } }
    let begin = ContinuousClock.now
    let held = 150 * Self.megabyte
    #expect(budget.log(held: held, now: begin) >= held)
    taken.withLock { $0 = 270 * Self.megabyte }
    let less = budget.log(held: held, now: begin + .seconds(2))
    #expect(less < held && less > held - 40 * Self.megabyte)
  }

  @Test func looksAreTakenFromTimeToTime() {
    let looks = Mutex(0)
    let budget = MemoryBudget(cap: 256 * Self.megabyte) {
      looks.withLock { $0 += 1 }
      return 1
    }
    let begin = ContinuousClock.now
    for step in 0..<20 { _ = budget.log(held: 0, now: begin + .milliseconds(10 * step)) }
    #expect(looks.withLock { $0 } == 10)
  }

  @Test func someRoomIsLeftForTheLogWhateverElseIsTaken() {
    let budget = MemoryBudget(cap: 32 * Self.megabyte) { 500 * Self.megabyte }
    #expect(budget.log(held: 0) >= 16 * Self.megabyte)
  }

  @Test func theSystemTellsWhatThisProcessTakes() throws {
    let bytes = try #require(ProcessMemory.privateBytes)
    #expect(bytes > Self.megabyte && bytes < 1 << 40)
  }
}
