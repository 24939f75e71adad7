import Glibc

/// A pipe on which one thread waits for others, or for signals.
struct WakePipe: Sendable {
  /// The end to wait on.
  let reading: Int32
  /// The end to write to; never blocks.
  let writing: Int32

  /// Makes a pipe whose writing end never blocks; `blocking` says whether its reading end does.
  init(blocking: Bool) throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(operation: "pipe", errno: errno) }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(writing, F_SETFL, O_NONBLOCK)
    if !blocking { _ = fcntl(reading, F_SETFL, O_NONBLOCK) }
  }

  /// Wakes the reader with a byte; where the pipe is full, it is awake already.
  func signal(_ byte: UInt8 = 0) {
    var byte = byte
    _ = write(writing, &byte, 1)
  }

  /// Empties a pipe whose reading end does not block.
  func drain() {
    var buffer = [UInt8](repeating: 0, count: 256)
    while read(reading, &buffer, buffer.count) == buffer.count {}
  }

  /// Waits for a byte; nil where there are no more.
  func next() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(reading, &byte, 1)
      if count == 1 { return byte }
      guard count < 0, errno == EINTR else { return nil }
    }
  }

  /// Closes both ends.
  func close() {
    Glibc.close(reading)
    Glibc.close(writing)
  }
}
