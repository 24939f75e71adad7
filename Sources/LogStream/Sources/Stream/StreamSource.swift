import Glibc
import LogModel
import MetricsModel

/// Takes the lines of a stream out of its spool.
final class StreamSource: LogSource {
  private let feed: StreamFeed
  private let writtenBy: Timestamp?
  private let stopFeeding: () -> Void
  private var cutter: LineCutter
  private var offset: Int64 = 0
  private var hasEnded = false

  /// The lines of `feed`, which had all been written at `writtenBy` where that is known; `stop` ends
  /// whatever fills it.
  init(
    feed: StreamFeed,
    lineLimit: Int,
    writtenBy: Timestamp? = nil,
    stop: @escaping () -> Void
  ) {
    self.feed = feed
    self.writtenBy = writtenBy
    cutter = LineCutter(limit: lineLimit)
    stopFeeding = stop
  }

  func step(now: Duration) -> StepOutcome {
    guard !hasEnded else { return .ended }
    let isFinished = feed.isFinished
    let end = feed.spool.end
    var bytes = feed.outlet.buffer()
    feed.spool.append(
      to: &bytes,
      offset: offset,
      count: min(cutter.window, Int(end - offset))
    )
    let isLast = offset + Int64(bytes.count) == end
    defer { feed.outlet.update { $0.lagBytes = Int(clamping: end - self.offset) } }
    guard !bytes.isEmpty else { return isFinished ? finish(with: bytes) : .idle }
    switch cutter.cut(bytes) {
    case .lines(let count):
      bytes.removeLast(bytes.count - count)
      deliver(bytes, consuming: count)
    case .tooLong(let kept):
      let count = bytes.count
      bytes.removeLast(count - kept)
      feed.outlet.update { $0.truncated += 1 }
      deliver(bytes + [LineCutter.newline], consuming: count)
    case .rest(let count):
      consume(count)
    case .partial:
      guard isFinished, isLast else { return .idle }
      return finish(with: bytes)
    }
    return isLast ? .drained : .more
  }

  /// Ends whatever fills the spool, and waits a moment for that: a command is not to outlive us.
  func close() {
    stopFeeding()
    var patience = 100
    while !feed.isFinished, patience > 0 {
      usleep(5000)
      patience -= 1
    }
    hasEnded = true
  }

  private func finish(with bytes: [UInt8]) -> StepOutcome {
    if !bytes.isEmpty { deliver(bytes + [LineCutter.newline], consuming: bytes.count) }
    feed.report(feed.ending)
    hasEnded = true
    return .ended
  }

  private func deliver(_ bytes: [UInt8], consuming count: Int) {
    feed.outlet.deliver(
      LogBlock(
        source: feed.outlet.number,
        storage: feed.spool,
        offset: offset,
        bytes: bytes,
        writtenBy: writtenBy
      ),
      isNew: writtenBy == nil
    )
    consume(count)
  }

  private func consume(_ count: Int) {
    offset += Int64(count)
    feed.spool.take(through: offset)
  }
}
