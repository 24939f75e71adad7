import Dispatch
import Glibc
import LogModel
import Synchronization

/// Fills a feed with what comes out of a descriptor: standard input, a named pipe.
final class DescriptorFeeder: Sendable {
  /// What the end of the input means.
  enum End: Sendable {
    /// Nothing more can come.
    case final
    /// Another writer may open the pipe.
    case waitsForWriters
  }

  private let descriptor: Int32
  private let end: End
  private let feed: StreamFeed
  private let wake = WakeUp()
  private let isStopped = Atomic(false)

  /// Fills `feed` from `descriptor`, which stays the caller's when `end` is final.
  init(descriptor: Int32, end: End, feed: StreamFeed) {
    self.descriptor = descriptor
    self.end = end
    self.feed = feed
  }

  deinit { if end == .waitsForWriters { close(descriptor) } }

  /// Begins reading on a thread of its own.
  func start() {
    feed.report(.following)
    DispatchQueue(label: "imtop.log.input").async { self.run() }
  }

  /// Ends the reading.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    wake.signal()
  }

  private func run() {
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while !isStopped.load(ordering: .relaxed) {
      guard wake.wait(alsoFor: descriptor, timeout: nil).contains(.readable) else { continue }
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        fill(buffer[..<count])
      } else if count == 0 {
        if end == .final { break }
        feed.breakLine()
        _ = wake.wait(timeout: .milliseconds(100))
      } else if errno != EINTR, errno != EAGAIN {
        feed.report(.down(reason: LogSourceError.unreadable("-", errno: errno).message))
        break
      }
    }
    feed.finish()
  }

  private func fill(_ bytes: ArraySlice<UInt8>) {
    var rest = feed.offer(bytes)
    while !rest.isEmpty, !isStopped.load(ordering: .relaxed) {
      _ = wake.wait(timeout: StreamFeed.pause)
      rest = feed.offer(rest)
    }
  }
}
