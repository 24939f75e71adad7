import LogModel
import LogStream
import MetricsModel
import Synchronization
import Testing

@testable import IMTop

/// How much of the past is read.
@Suite struct LogSinkTests {
  private static let beginning = Timestamp(seconds: 1_795_413_600)

  /// A sink with records over so many seconds.
  private func sink(over seconds: Int, historySeconds: Double) -> LogSink {
    let sink = LogSink(
      store: LogStore(byteLimit: 1 << 20),
      byteLimit: { _ in 1 << 20 },
      historySeconds: historySeconds,
      hints: { _ in FormatHints() }
    )
    sink.open(source: 0, name: "im.log", location: 0)
    let text = [0, seconds].map { "{\"ts\":\(1_795_413_600 + $0),\"msg\":\"a\"}\n" }.joined()
    let block = LogBlock(source: 0, storage: NoText(), offset: 0, bytes: Array(text.utf8))
    sink.append(sink.scan(block))
    return sink
  }

  @Test func thePastIsReadAsFarAsWasAsked() {
    #expect(sink(over: 100, historySeconds: 90).hasEnoughHistory)
    #expect(!sink(over: 100, historySeconds: 110).hasEnoughHistory)
  }

  @Test func aWindowBeforeWhatIsHeldAsksForMore() {
    let sink = sink(over: 1_000, historySeconds: 900)
    var request = LogRequest(windowSeconds: 300)
    sink.lookedAt.withLock { $0 = request }
    #expect(sink.hasEnoughHistory && !sink.isLookedAtBefore)
    request.windowEnd = Self.beginning.advanced(bySeconds: 350)
    sink.lookedAt.withLock { $0 = request }
    #expect(!sink.hasEnoughHistory && sink.isLookedAtBefore)
    sink.lookedAt.withLock { $0 = LogRequest(windowSeconds: 600) }
    #expect(sink.isLookedAtBefore)
  }

  /// Text that cannot be read again.
  private final class NoText: TextStorage {
    func read(offset: Int64, count: Int) -> [UInt8] { [] }
  }
}
