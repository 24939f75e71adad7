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

  private func number(_ receipt: BlockMailbox.Receipt) -> Int? {
    if case .block(let block) = receipt { block.source } else { nil }
  }

  @Test func blocksComeInOrderAndTheEndAfterThem() throws {
    let mailbox = BlockMailbox(capacity: 3)
    #expect(mailbox.send(try block(1)))
    #expect(mailbox.send(try block(2)))
    mailbox.close()
    #expect(mailbox.send(try block(3)) == false)
    #expect(number(mailbox.receive(timeout: .zero)) == 1)
    #expect(number(mailbox.receive(timeout: .zero)) == 2)
    guard case .closed = mailbox.receive(timeout: .zero) else {
      Issue.record("not closed")
      return
    }
  }

  @Test func emptyMailboxGivesNothingWithinTheTimeout() {
    guard case .nothing = BlockMailbox(capacity: 1).receive(timeout: .zero) else {
      Issue.record("something came")
      return
    }
  }

  @Test func senderWaitsForRoomUntilTheMailboxIsClosed() throws {
    let mailbox = BlockMailbox(capacity: 1)
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
