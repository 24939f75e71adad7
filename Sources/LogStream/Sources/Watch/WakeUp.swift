import Glibc

/// Wakes a thread that waits for descriptors.
final class WakeUp: Sendable {
  /// What a wait ended with.
  struct Ready: OptionSet {
    let rawValue: Int
    /// Somebody called `signal`.
    static let signalled = Ready(rawValue: 1)
    /// The other descriptor has something to read, or its other end is closed.
    static let readable = Ready(rawValue: 2)
  }

  private let reader: Int32
  private let writer: Int32

  /// A wake-up that nobody has called.
  init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    reader = ends[0]
    writer = ends[1]
    for end in ends where end >= 0 {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
  }

  deinit {
    close(reader)
    close(writer)
  }

  /// Ends the wait that is under way, or else the next one.
  func signal() {
    var byte: UInt8 = 0
    _ = write(writer, &byte, 1)
  }

  /// Waits for a signal or for `descriptor`, at most `timeout`; nil waits as long as it takes.
  func wait(alsoFor descriptor: Int32 = -1, timeout: Duration?) -> Ready {
    var waits = [
      pollfd(fd: reader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = timeout.map { Int32(clamping: max(0, $0.roundedUpMilliseconds)) } ?? -1
    guard poll(&waits, 2, milliseconds) > 0 else { return [] }
    var ready: Ready = []
    if waits[0].revents != 0 {
      ready.insert(.signalled)
      var bytes: [UInt8] = Array(repeating: 0, count: 64)
      while read(reader, &bytes, bytes.count) == bytes.count {}
    }
    if waits[1].revents != 0 { ready.insert(.readable) }
    return ready
  }
}

extension Duration {
  /// Whole milliseconds, rounded up so that a wait never ends too early.
  var roundedUpMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    return overflow ? .max : whole &+ (attoseconds &+ 999_999_999_999_999) / 1_000_000_000_000_000
  }
}
