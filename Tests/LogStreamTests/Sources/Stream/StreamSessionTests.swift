import LogModel
import Synchronization
import Testing

@testable import LogStream

/// A stream that breaks and is begun again.
@Suite struct StreamSessionTests {
  @Test func brokenStreamIsTriedAgainAfterGrowingWaits() async throws {
    let outlet = RecordingOutlet()
    let spool = try SpoolFile(capacity: 1000, directory: "/tmp")
    let feed = StreamFeed(spool: spool, outlet: outlet) {}
    let waits = Mutex<[Duration]>([])
    let begin = ContinuousClock.now
    let lived = Mutex(Duration.zero)
    let attempts = Atomic(0)
    let session = StreamSession(
      feed: feed,
      chance: { 1 },
      sleep: { wait in
        let count = waits.withLock {
          $0.append(wait)
          return $0.count
        }
        if count == 5 { throw CancellationError() }
      },
      now: { begin + lived.withLock(\.self) },
      attempt: { feed, opened in
        let number = attempts.add(1, ordering: .relaxed).newValue
        if number == 2 { opened() }
        if number == 4 {
          opened()
          lived.withLock { $0 += .seconds(5) }
          _ = feed.offer(Array("line\n".utf8)[...])
        }
        return .streamEnded("gw", reason: "it broke")
      }
    )
    session.start()
    try await eventually { feed.isFinished }
    // The second opening breaks at once, the fourth attempt lasts.
    #expect(waits.withLock { $0.map { $0 / .seconds(1) } } == [0.5, 1, 2, 0.5, 1])
    #expect(outlet.status.health == .down(reason: "gw: it broke; connecting again"))
    #expect(outlet.status.gaps == 1)
    #expect(spool.end == 5)
  }

  @Test func secondOpeningIsAGap() async throws {
    let outlet = RecordingOutlet()
    let feed = StreamFeed(
      spool: try SpoolFile(capacity: 1000, directory: "/tmp"),
      outlet: outlet
    ) {}
    let attempts = Atomic(0)
    let session = StreamSession(
      feed: feed,
      chance: { 1 },
      sleep: { _ in
        if attempts.load(ordering: .relaxed) == 3 { throw CancellationError() }
      },
      attempt: { _, opened in
        _ = attempts.add(1, ordering: .relaxed)
        opened()
        return .streamEnded("gw", reason: "it broke")
      }
    )
    session.start()
    try await eventually { feed.isFinished }
    #expect(outlet.status.gaps == 2)
  }

  @Test func stoppingEndsTheAttemptUnderWay() async throws {
    let feed = StreamFeed(
      spool: try SpoolFile(capacity: 1000, directory: "/tmp"),
      outlet: RecordingOutlet()
    ) {}
    let session = StreamSession(feed: feed) { _, opened in
      opened()
      try? await Task.sleep(for: .seconds(1000))
      return .streamEnded("gw", reason: "it broke")
    }
    session.start()
    session.stop()
    try await eventually { feed.isFinished }
  }
}
