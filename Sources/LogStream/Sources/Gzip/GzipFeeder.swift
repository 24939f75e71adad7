import Dispatch
import LogModel
import Synchronization

/// Fills a feed with the text of a compressed file.
final class GzipFeeder: Sendable {
  private let path: String
  private let feed: StreamFeed
  private let wake = WakeUp()
  private let isStopped = Atomic(false)

  /// Fills `feed` from the file at `path`.
  init(path: String, feed: StreamFeed) {
    self.path = path
    self.feed = feed
  }

  /// Begins reading on a thread of its own.
  func start() {
    feed.report(.following)
    DispatchQueue(label: "imtop.log.gzip").async { self.run() }
  }

  /// Ends the reading.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    wake.signal()
  }

  private func run() {
    do throws(LogSourceError) {
      try read(try GzipFile(path: path))
      feed.finish()
    } catch {
      feed.finish(failure: error)
    }
  }

  private func read(_ file: GzipFile) throws(LogSourceError) {
    while !isStopped.load(ordering: .relaxed) {
      var bytes: [UInt8] = []
      switch file.read(256 << 10, into: &bytes) {
      case .bytes: fill(bytes)
      case .end: return
      case .damaged(let reason):
        fill(bytes)
        throw .damaged(path, reason: reason)
      }
    }
  }

  private func fill(_ bytes: [UInt8]) {
    var rest = feed.offer(bytes[...])
    while !rest.isEmpty, !isStopped.load(ordering: .relaxed) {
      _ = wake.wait(timeout: StreamFeed.pause)
      rest = feed.offer(rest)
    }
  }
}
