import IMServer
import NIOPosix
import ServiceLifecycle

/// Reads orders from standard input, line by line, and returns at its end.
///
/// The parent holds the other end: when it dies, however it dies, the input ends.
struct OrderReader: Service {
  let apply: @Sendable (FaultOrder) -> Void

  func run() async throws {
    let (lines, continuation) = AsyncStream.makeStream(of: String.self)
    let reader = NIOThreadPool(numberOfThreads: 1)
    reader.start()
    reader.submit { _ in
      while let line = readLine() { continuation.yield(line) }
      continuation.finish()
    }
    for await line in lines.cancelOnGracefulShutdown() {
      do throws(GatewayError) {
        apply(try FaultOrder(line: line))
      } catch {
        StandardError.print("\(error)")
      }
    }
  }
}
