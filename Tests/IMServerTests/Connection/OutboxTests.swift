import NIOCore
import Testing

@testable import IMServer

@Suite struct OutboxTests {
  private let counter = MessageCounter()

  private func outbox(messages: Int = 10, bytes: Int = 100) -> Outbox {
    Outbox(limit: .init(messages: messages, bytes: bytes), counter: counter)
  }

  private func message(_ text: String) -> ByteBuffer { ByteBuffer(string: text) }

  @Test func connectionIsToldOnceUntilItHasTakenEverything() {
    let outbox = outbox()
    #expect(outbox.offer(message("a")) == .first)
    #expect(outbox.offer(message("b")) == .queued)
    #expect(counter.figures.waiting == 2)
    #expect(outbox.take() == message("a"))
    #expect(outbox.offer(message("c")) == .queued)
    #expect(outbox.take() == message("b"))
    #expect(outbox.take() == message("c"))
    #expect(outbox.take() == nil)
    #expect(counter.figures.waiting == 0)
    #expect(outbox.offer(message("d")) == .first)
  }

  @Test(arguments: [(2, 100), (10, 5)])
  func whatDoesNotFitGivesTheReaderUp(messages: Int, bytes: Int) {
    let outbox = outbox(messages: messages, bytes: bytes)
    _ = outbox.offer(message("aaa"))
    _ = outbox.offer(message("bb"))
    #expect(outbox.offer(message("c")) == .overflow)
    #expect(outbox.offer(message("d")) == .closed)
  }

  @Test func whatWaitsAtTheEndIsDroppedAndCounted() {
    let outbox = outbox()
    _ = outbox.offer(message("a"))
    _ = outbox.offer(message("b"))
    outbox.close()
    outbox.close()
    #expect(counter.figures == .init(received: 0, sent: 0, waiting: 0, dropped: 2))
    #expect(outbox.offer(message("c")) == .closed)
    #expect(outbox.take() == nil)
  }
}
