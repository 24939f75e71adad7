import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import IMServer

@Suite struct LogSubscriptionTests {
  @Test func whatDoesNotFitIsDroppedAndCounted() {
    let subscription = LogSubscription(capacity: 10) {}
    subscription.offer(ByteBuffer(string: "12345\n"), lines: 1)
    subscription.offer(ByteBuffer(string: "a\nb\nc\n"), lines: 3)
    subscription.offer(ByteBuffer(string: "ab\n"), lines: 1)
    let delivery = subscription.take()
    #expect(delivery.chunks == [ByteBuffer(string: "12345\n"), ByteBuffer(string: "ab\n")])
    #expect(delivery.dropped == 3)
    #expect(subscription.take() == .init(chunks: [], dropped: 0))
    #expect(subscription.totalDropped == 3)
  }

  @Test func listenerIsCalledOnceUntilItTakes() {
    let calls = NIOLockedValueBox(0)
    let subscription = LogSubscription(capacity: 100) { calls.withLockedValue { $0 += 1 } }
    subscription.offer(ByteBuffer(string: "a\n"), lines: 1)
    subscription.offer(ByteBuffer(string: "b\n"), lines: 1)
    #expect(calls.withLockedValue { $0 } == 1)
    _ = subscription.take()
    subscription.offer(ByteBuffer(string: "c\n"), lines: 1)
    #expect(calls.withLockedValue { $0 } == 2)
  }
}
