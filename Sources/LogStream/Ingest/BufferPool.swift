import Synchronization

/// Buffers that are used again: memory that has been written before is read into much faster.
final class BufferPool: Sendable {
  private let buffers = Mutex<[[UInt8]]>([])
  private let limit: Int

  /// A pool that keeps at most `limit` buffers.
  init(limit: Int) { self.limit = limit }

  /// An empty buffer.
  func take() -> [UInt8] {
    buffers.withLock { $0.popLast() } ?? []
  }

  /// Gives a buffer back whose bytes nobody needs.
  func give(_ buffer: consuming [UInt8]) {
    buffer.removeAll(keepingCapacity: true)
    let returned = buffer
    buffers.withLock { if $0.count < limit { $0.append(returned) } }
  }
}
