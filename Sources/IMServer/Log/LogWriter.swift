import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Synchronization

/// The gateway's log: a file that lines are appended to, and those who listen to it live.
///
/// `write` encodes the line and returns; a thread of the log's own does everything that can block.
/// When the file cannot keep up, lines beyond `capacity` bytes are dropped and counted, and a line
/// among those that get through next says how many they were.
public final class LogWriter: Sendable {
  /// What became of the lines so far.
  public struct Figures: Equatable, Sendable {
    /// Lines handed to the system.
    public var written = 0
    /// Lines lost because the queue was full or the system refused them.
    public var dropped = 0

    /// Figures from their parts.
    public init(written: Int = 0, dropped: Int = 0) {
      self.written = written
      self.dropped = dropped
    }
  }

  private struct Queue {
    var bytes: [UInt8] = []
    var lines = 0
    var isDraining = false
    var isClosed = false
    /// Lines dropped since that was last said.
    var unsaid = 0
    var figures = Figures()
    var subscriptions: [ObjectIdentifier: LogSubscription] = [:]
  }

  private struct Batch {
    var bytes: [UInt8]
    var lines: Int
    var subscriptions: [LogSubscription]
  }

  /// What a line looks like.
  public let format: LogFormat
  /// The clock that lines are stamped with.
  let clock: @Sendable () -> WallTime
  /// Only the log's own thread ever takes it, so nobody waits here.
  private let file: Mutex<LogFile>
  private let capacity: Int
  private let queue = NIOLockedValueBox(Queue())
  private let thread = NIOThreadPool(numberOfThreads: 1)

  /// Opens the file for appending, making it where it is missing (mode 0600).
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - format: What a line looks like.
  ///   - rotation: When the file makes room for a new one; nil for never.
  ///   - capacity: How many bytes may wait for the file.
  ///   - clock: The clock that lines are stamped with.
  /// - Throws: `logNotWritable`.
  public init(
    path: String,
    format: LogFormat = .json,
    rotation: LogRotation? = nil,
    capacity: Int = 8 << 20,
    clock: @escaping @Sendable () -> WallTime = WallTime.system
  ) throws(GatewayError) {
    file = Mutex(try LogFile(path: path, rotation: rotation))
    self.format = format
    self.capacity = capacity
    self.clock = clock
    thread.start()
  }

  /// What became of the lines so far.
  public var figures: Figures { queue.withLockedValue { $0.figures } }

  /// Queues a line; from any thread, without waiting.
  public func write(_ entry: LogEntry) {
    var bytes: [UInt8] = []
    format.encode(entry, into: &bytes)
    append(bytes, lines: 1)
  }

  /// Queues whole lines of text as they are, beside the line format; from any thread, without waiting.
  func write(text: String) {
    append(Array(text.utf8), lines: text.utf8.count { $0 == UInt8(ascii: "\n") })
  }

  /// Queues encoded lines.
  ///
  /// All event loops share the lock, so nothing but the copy happens under it.
  private func append(_ bytes: [UInt8], lines: Int) {
    let mustDrain = queue.withLockedValue { queue -> Bool in
      guard !queue.isClosed, queue.bytes.count < capacity else {
        queue.figures.dropped += lines
        queue.unsaid += lines
        return false
      }
      queue.bytes.append(contentsOf: bytes)
      queue.lines += lines
      defer { queue.isDraining = true }
      return !queue.isDraining
    }
    if mustDrain { thread.submit { [self] _ in drain() } }
  }

  /// Opens the path again, for whoever renames the file; lines already queued go to the new one.
  public func reopen() {
    thread.submit { [self] _ in file.withLock { _ = $0.reopen() } }
  }

  /// Starts to listen; lines written from now on reach the subscription.
  func add(_ subscription: LogSubscription) {
    queue.withLockedValue { $0.subscriptions[ObjectIdentifier(subscription)] = subscription }
  }

  /// Stops listening.
  func remove(_ subscription: LogSubscription) {
    queue.withLockedValue { $0.subscriptions[ObjectIdentifier(subscription)] = nil }
  }

  /// Writes what is queued and takes no more lines.
  public func close() async {
    queue.withLockedValue { $0.isClosed = true }
    try? await thread.runIfActive { [self] in drain() }
    try? await thread.shutdownGracefully()
  }

  private func drain() {
    while let batch = next() {
      let isWritten = file.withLock { $0.append(batch.bytes) }
      queue.withLockedValue {
        if isWritten {
          $0.figures.written += batch.lines
        } else {
          $0.figures.dropped += batch.lines
          $0.unsaid += batch.lines
        }
      }
      guard !batch.subscriptions.isEmpty else { continue }
      let chunk = ByteBuffer(bytes: batch.bytes)
      for subscription in batch.subscriptions { subscription.offer(chunk, lines: batch.lines) }
    }
  }

  /// Takes what is queued, and says what is missing; nil where nothing is queued.
  private func next() -> Batch? {
    let taken = queue.withLockedValue { queue -> (batch: Batch, unsaid: Int)? in
      queue.isDraining = !queue.bytes.isEmpty
      guard queue.isDraining else { return nil }
      defer {
        queue.bytes = []
        queue.lines = 0
        queue.unsaid = 0
      }
      let listeners = Array(queue.subscriptions.values)
      let batch = Batch(bytes: queue.bytes, lines: queue.lines, subscriptions: listeners)
      return (batch, queue.unsaid)
    }
    guard var batch = taken?.batch else { return nil }
    if let unsaid = taken?.unsaid, unsaid > 0 {
      format.encode(confession(unsaid), into: &batch.bytes)
      batch.lines += 1
    }
    return batch
  }

  /// The line that says how many others are missing.
  private func confession(_ count: Int) -> LogEntry {
    LogEntry(
      time: clock(),
      severity: .warn,
      message: "log queue full: \(count) lines dropped",
      fields: [
        LogField("event", .text("log_dropped")), LogField("dropped", .integer(Int64(count))),
      ]
    )
  }
}
