import ServiceLifecycle
import UnixSignals

/// Does something at every SIGHUP, as daemons do whose log is rotated by somebody else.
struct HangUpListener: Service {
  let act: @Sendable () -> Void

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { act() }
  }
}
