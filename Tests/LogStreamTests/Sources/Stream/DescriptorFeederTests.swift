import Glibc
import LogModel
import Testing

@testable import LogStream

/// Standard input, played by a pipe.
@Suite struct DescriptorFeederTests {
  private final class Piped {
    let outlet = RecordingOutlet()
    let feed: StreamFeed
    let source: StreamSource
    let writer: Int32
    private let reader: Int32

    init(capacity: Int64) throws {
      var ends: [Int32] = [-1, -1]
      try #require(pipe(&ends) == 0)
      (reader, writer) = (ends[0], ends[1])
      let spool = try SpoolFile(capacity: capacity, directory: "/tmp")
      feed = StreamFeed(spool: spool, outlet: outlet) {}
      let feeder = DescriptorFeeder(descriptor: reader, end: .final, feed: feed)
      source = StreamSource(feed: feed, lineLimit: 1000) { feeder.stop() }
      feeder.start()
    }

    func put(_ text: String) { #expect(write(writer, text, text.utf8.count) == text.utf8.count) }

    func settle() { while source.step(now: .zero) > .idle {} }

    deinit { close(reader) }
  }

  @Test func inputEndsWithItsLastLine() async throws {
    let input = try Piped(capacity: 1 << 20)
    input.put("one\ntwo")
    close(input.writer)
    try await eventually { input.feed.isFinished }
    input.settle()
    #expect(input.outlet.text == "one\ntwo\n")
    #expect(input.outlet.status.health == .ended)
  }

  @Test func inputThatIsFasterThanTheReaderWaitsAndLosesNothing() async throws {
    let input = try Piped(capacity: 50)
    let lines = (0..<100).map { "line \($0)\n" }.joined()
    input.put(lines)
    close(input.writer)
    try await eventually {
      input.settle()
      return input.outlet.status.health == .ended
    }
    #expect(input.outlet.text == lines)
  }

  @Test func stoppingEndsTheThreadThatWaitsForInput() async throws {
    let input = try Piped(capacity: 50)
    input.source.close()
    try await eventually { input.feed.isFinished }
    close(input.writer)
  }
}
