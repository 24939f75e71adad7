import LogModel
import Testing

@testable import LogStream

/// Lines out of a spool that somebody else fills.
@Suite struct StreamSourceTests {
  private let outlet = RecordingOutlet()
  private let feed: StreamFeed
  private let source: StreamSource

  init() throws {
    let spool = try SpoolFile(capacity: 64, directory: "/tmp")
    feed = StreamFeed(spool: spool, outlet: outlet) {}
    source = StreamSource(feed: feed, lineLimit: 20) {}
  }

  private func offer(_ text: String) -> Int { feed.offer(Array(text.utf8)[...]).count }

  private func settle() { while source.step(now: .zero) > .idle {} }

  @Test func lineIsHeldUntilItsNewline() {
    #expect(offer("one\ntw") == 0)
    settle()
    #expect(outlet.text == "one\n")
    #expect(offer("o\n") == 0)
    settle()
    #expect(outlet.text == "one\ntwo\n")
    #expect(outlet.status.lagBytes == 0)
  }

  @Test func lastLineComesWithoutNewlineWhenTheStreamEnds() {
    #expect(offer("one\ntwo") == 0)
    feed.finish()
    settle()
    #expect(outlet.text == "one\ntwo\n")
    #expect(outlet.status.health == .ended)
    #expect(source.step(now: .zero) == .ended)
  }

  @Test func fullSpoolMakesTheStreamWaitAndLosesNothing() {
    let lines = (10..<30).map { "line \($0)\n" }.joined()
    let rest = offer(lines)
    #expect(rest == lines.utf8.count - 64)
    settle()
    #expect(offer(String(lines.suffix(rest))) < rest)
    settle()
    #expect(lines.hasPrefix(outlet.text))
  }

  @Test func lineOverTheLimitIsCutAndCounted() {
    #expect(offer(String(repeating: "x", count: 50) + "\nnext\n") == 0)
    settle()
    #expect(outlet.text == String(repeating: "x", count: 20) + "\nnext\n")
    #expect(outlet.status.truncated == 1)
  }

  @Test func interruptionEndsTheLineAndIsAGap() {
    #expect(offer("one\nhal") == 0)
    feed.tellInterruption()
    #expect(offer("two\n") == 0)
    settle()
    #expect(outlet.text == "one\nhal\ntwo\n")
    #expect(outlet.events == [.reconnected, .gap(bytes: nil)])
    #expect(outlet.status.gaps == 1)
  }
}
