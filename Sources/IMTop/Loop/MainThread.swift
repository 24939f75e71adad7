import Foundation
import Glibc

/// The threads beside the cooperative pool on which the program waits.
enum MainThread {
  /// Runs `body` on a thread of its own and gives its result; the pool stays free meanwhile.
  static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: body()) }
      thread.name = "imtop loop"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// Ends the process as the signal would have, so that whoever started it sees why.
  static func end(by number: Int32) -> Never {
    fflush(nil)
    signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }
}
