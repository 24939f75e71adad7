import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Testing

@testable import IMServer

@Suite struct DeadlineKeeperTests {
  private let loop = MultiThreadedEventLoopGroup.singleton.next()

  /// What was called, in its order, until `count` calls have come.
  private func calls(
    _ count: Int,
    _ arrange: @escaping @Sendable (DeadlineKeeper, @escaping @Sendable (String) -> Void) -> Void
  ) async throws -> [String] {
    let called = NIOLockedValueBox<[String]>([])
    let keeper = try await loop.submit { [loop] in
      let keeper = DeadlineKeeper(loop)
      arrange(keeper) { name in called.withLockedValue { $0.append(name) } }
      return NIOLoopBound(keeper, eventLoop: loop)
    }.get()
    try await eventually("all are called") { called.withLockedValue { $0.count } >= count }
    _ = keeper
    return called.withLockedValue { $0 }
  }

  @Test func everybodyIsCalledInTheOrderOfTheDeadlines() async throws {
    let order = try await calls(3) { keeper, call in
      let now = NIODeadline.now()
      for (name, wait) in [("last", 60), ("first", 10), ("second", 30)] as [(String, Int64)] {
        keeper.set(keeper.add { _ in call(name) }, to: now + .milliseconds(wait))
      }
    }
    #expect(order == ["first", "second", "last"])
  }

  @Test func deadlineThatIsPutOffIsNotCalledBefore() async throws {
    let order = try await calls(2) { keeper, call in
      let now = NIODeadline.now()
      let moved = keeper.add { time in call(time >= now + .milliseconds(50) ? "moved" : "early") }
      keeper.set(moved, to: now + .milliseconds(5))
      keeper.set(moved, to: now + .milliseconds(50))
      keeper.set(keeper.add { _ in call("other") }, to: now + .milliseconds(20))
    }
    #expect(order == ["other", "moved"])
  }

  @Test func whoeverIsRemovedIsNotCalled() async throws {
    let order = try await calls(1) { keeper, call in
      let now = NIODeadline.now()
      let removed = keeper.add { _ in call("removed") }
      keeper.set(removed, to: now + .milliseconds(5))
      keeper.remove(removed)
      keeper.set(keeper.add { _ in call("other") }, to: now + .milliseconds(20))
    }
    #expect(order == ["other"])
  }

  @Test func whoeverIsCalledMaySetTheNextDeadline() async throws {
    let order = try await calls(3) { [loop] keeper, call in
      let ticket = NIOLockedValueBox<DeadlineHeap.Ticket?>(nil)
      let bound = NIOLoopBound(keeper, eventLoop: loop)
      let added = keeper.add { now in
        call("beat")
        if let ticket = ticket.withLockedValue({ $0 }) {
          bound.value.set(ticket, to: now + .milliseconds(5))
        }
      }
      ticket.withLockedValue { $0 = added }
      keeper.set(added, to: .now())
    }
    #expect(order.prefix(3) == ["beat", "beat", "beat"])
  }
}
