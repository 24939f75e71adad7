import Glibc

/// A thread of the terminal's own, outside of any pool that computation could fill.
enum DetachedThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread.
  static func start(_ run: @escaping @Sendable () -> Void) throws(TerminalError) {
    var thread = pthread_t()
    let body = Unmanaged.passRetained(Body(run))
    let code = pthread_create(
      &thread,
      nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      },
      body.toOpaque()
    )
    guard code == 0 else {
      body.release()
      throw .system(operation: "starting a thread", errno: code)
    }
    pthread_detach(thread)
  }
}
