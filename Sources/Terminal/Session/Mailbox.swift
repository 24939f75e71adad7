import Charts
import Synchronization

/// What waits for the terminal's thread: the newest canvas, and what else it is to do.
final class Mailbox: Sendable {
  /// What has been asked for since the last look.
  struct Requests: Sendable {
    /// The newest canvas; older ones are never drawn.
    var canvas: Canvas?
    /// Sequences for the clipboard, at most a few.
    var copies: [[UInt8]] = []
    /// Whether the whole screen is to be painted.
    var repaint = false
    /// Whether the screen may have changed its size.
    var resized = false
    /// Whether the process was continued after a stop.
    var continued = false
    /// Whether to stop, as ^Z does.
    var suspend = false
    /// Whether to end.
    var close = false
  }

  private static let copyLimit = 4

  private let requests = Mutex(Requests())
  private let wake: WakePipe

  /// A mailbox whose reader waits on the pipe.
  init(wake: WakePipe) { self.wake = wake }

  /// Adds to what is asked for and wakes the reader.
  func post(_ change: (inout Requests) -> Void) {
    requests.withLock { requests in
      change(&requests)
      if requests.copies.count > Self.copyLimit { requests.copies.removeFirst() }
    }
    wake.signal()
  }

  /// Takes out all that was asked for.
  func take() -> Requests {
    wake.drain()
    return requests.withLock { requests in
      let taken = requests
      requests = Requests()
      return taken
    }
  }
}
