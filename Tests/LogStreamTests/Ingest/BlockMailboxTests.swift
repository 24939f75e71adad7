import Dispatch
import Testing

@testable import LogStream

@Suite struct BlockMailboxTests {
  private func block(_ number: Int) throws -> LogBlock {
    LogBlock(
      source: number,
      storage: try SpoolFile(capacity: 1, directory: "/tmp"),
      offset: 0,
      bytes: []
    )
  }

  private func number(_ mailbox: BlockMailbox<LogBlock>) -> Int? {
    var block: LogBlock?
    return mailbox.receive(timeout: .zero, into: &block) == .block ? block?.source : nil
  }

  @Test func blocksComeInOrderAndTheEndAfterThem() throws {
    let mailbox = BlockMailbox<LogBlock>(capacity: 3)
    #expect(mailbox.send(try block(1)))
    #expect(mailbox.send(try block(2)))
    mailbox.close()
    #expect(mailbox.send(try block(3)) == false)
    #expect(number(mailbox) == 1)
    #expect(number(mailbox) == 2)
    var block: LogBlock?
    #expect(mailbox.receive(timeout: .zero, into: &block) == .closed)
    #expect(block == nil)
  }

  @Test func emptyMailboxGivesNothingWithinTheTimeout() {
    var block: LogBlock?
    let mailbox = BlockMailbox<LogBlock>(capacity: 1)
    #expect(mailbox.receive(timeout: .zero, into: &block) == .nothing)
  }

  @Test func thePastWaitsForEverythingElseAndHoldsUpNothing() throws {
    let mailbox = BlockMailbox<LogBlock>(capacity: 2)
    for past in [1, 2] { #expect(mailbox.send(try block(past), order: .history)) }
    for live in [3, 4] { #expect(mailbox.send(try block(live))) }
    #expect((0..<4).map { _ in number(mailbox) } == [3, 4, 1, 2])
  }

  @Test func senderWaitsForRoomUntilTheMailboxIsClosed() throws {
    let mailbox = BlockMailbox<LogBlock>(capacity: 1)
    let (first, second) = (try block(1), try block(2))
    #expect(mailbox.send(first))
    let done = DispatchSemaphore(value: 0)
    DispatchQueue(label: "sender").async {
      #expect(mailbox.send(second) == false)
      done.signal()
    }
    #expect(done.wait(timeout: .now() + .milliseconds(20)) == .timedOut)
    mailbox.close()
    #expect(done.wait(timeout: .now() + .seconds(10)) == .success)
  }
}
