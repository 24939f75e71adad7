import NIOConcurrencyHelpers

/// Where new traces and spans come from.
final class TraceSource: Sendable {
  private let generator: NIOLockedValueBox<SeededGenerator>

  /// A source drawn from a seed and the moment of the start: two runs with one seed must not share trace
  /// ids, because their logs may stand side by side.
  init(seed: UInt64, started: WallTime) {
    let salt = UInt64(bitPattern: started.milliseconds) &* 0x9E37_79B9_7F4A_7C15
    generator = NIOLockedValueBox(SeededGenerator(seed: seed ^ salt))
  }

  /// The trace of a request.
  func trace(continuing traceparent: String?) -> TraceContext {
    generator.withLockedValue { TraceContext(continuing: traceparent, using: &$0) }
  }

  /// The trace of a call that happens within another.
  func child(of trace: TraceContext) -> TraceContext {
    generator.withLockedValue { trace.child(using: &$0) }
  }
}
