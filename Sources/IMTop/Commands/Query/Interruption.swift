import Dispatch
import Glibc
import Synchronization

/// A ^C while something is collected: the first one is noted, one that follows later ends the program as
/// ever.
final class Interruption {
  private final class Flag: Sendable {
    let first = Mutex<ContinuousClock.Instant?>(nil)
  }

  /// What sends a signal to a process and to its group sends it twice.
  private static let patience = Duration.milliseconds(500)

  private let source: any DispatchSourceSignal
  private let flag = Flag()

  /// Begins to listen.
  init() {
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    signal(SIGINT, SIG_IGN)
    source.setEventHandler { [flag] in
      let now = ContinuousClock.now
      let first = flag.first.withLock { first in
        first = first ?? now
        return first ?? now
      }
      guard now - first > Self.patience else { return }
      signal(SIGINT, SIG_DFL)
      kill(getpid(), SIGINT)
    }
    source.resume()
  }

  /// Whether it has come.
  var hasCome: Bool { flag.first.withLock { $0 != nil } }

  /// Lets ^C end the program again.
  func end() {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
