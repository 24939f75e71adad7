import Glibc

/// A thread outside of any pool that computation could fill or that would use it again.
public enum DetachedThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread that nobody waits for; 0, or the number of the error where there is none.
  public static func start(_ run: @escaping @Sendable () -> Void) -> Int32 {
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
    if code == 0 { pthread_detach(thread) } else { body.release() }
    return code
  }
}
