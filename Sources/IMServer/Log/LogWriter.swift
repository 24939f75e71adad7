import Glibc
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// The gateway's log: a file that lines are appended to, and those who listen to it live.
///
/// `write` encodes the line and returns; a thread of the log's own does everything that can block.
/// When the file cannot keep up, lines beyond `capacity` bytes are dropped and counted.
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
    var figures = Figures()
    var subscriptions: [ObjectIdentifier: LogSubscription] = [:]
  }

  private let descriptor: CInt
  private let capacity: Int
  private let queue = NIOLockedValueBox(Queue())
  private let thread = NIOThreadPool(numberOfThreads: 1)

  /// Opens the file for appending, making it where it is missing (mode 0600).
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - capacity: How many bytes may wait for the file.
  /// - Throws: `logNotWritable`.
  public init(path: String, capacity: Int = 8 << 20) throws(GatewayError) {
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .logNotWritable(path: path, errno: errno) }
    self.capacity = capacity
    thread.start()
  }

  deinit {
    Glibc.close(descriptor)
  }

  /// What became of the lines so far.
  public var figures: Figures { queue.withLockedValue { $0.figures } }

  /// Queues a line; from any thread, without waiting.
  public func write(_ line: LogLine) {
    append(lines: 1) { line.encode(into: &$0) }
  }

  /// Queues whole lines of text as they are, beside the line format; from any thread, without waiting.
  func write(text: String) {
    append(lines: text.utf8.count { $0 == UInt8(ascii: "\n") }) { $0.append(contentsOf: text.utf8) }
  }

  private func append(lines: Int, _ encode: (inout [UInt8]) -> Void) {
    let mustDrain = queue.withLockedValue { queue -> Bool in
      guard !queue.isClosed, queue.bytes.count < capacity else {
        queue.figures.dropped += lines
        return false
      }
      encode(&queue.bytes)
      queue.lines += lines
      defer { queue.isDraining = true }
      return !queue.isDraining
    }
    if mustDrain { thread.submit { [self] _ in drain() } }
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
    while true {
      let (bytes, lines, subscriptions) = queue.withLockedValue {
        queue -> ([UInt8], Int, [LogSubscription]) in
        defer {
          queue.isDraining = !queue.bytes.isEmpty
          queue.bytes = []
          queue.lines = 0
        }
        return (queue.bytes, queue.lines, Array(queue.subscriptions.values))
      }
      guard !bytes.isEmpty else { return }
      let isWritten = append(bytes)
      queue.withLockedValue {
        if isWritten { $0.figures.written += lines } else { $0.figures.dropped += lines }
      }
      guard !subscriptions.isEmpty else { continue }
      let chunk = ByteBuffer(bytes: bytes)
      for subscription in subscriptions { subscription.offer(chunk, lines: lines) }
    }
  }

  private func append(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { whole in
      var rest = whole[...]
      while !rest.isEmpty {
        let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress
        let count = Glibc.write(descriptor, start, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }
}
