/// The trace and the span of one request, after W3C Trace Context.
public struct TraceContext: Equatable, Sendable {
  /// 32 hexadecimal digits, shared by everything that one request causes.
  public let traceID: String
  /// 16 hexadecimal digits of this service's own span.
  public let spanID: String
  /// 16 hexadecimal digits of the span that this one happens in; nil where it is the first.
  public let parentSpanID: String?

  /// A context with these identifiers.
  public init(traceID: String, spanID: String, parentSpanID: String? = nil) {
    self.traceID = traceID
    self.spanID = spanID
    self.parentSpanID = parentSpanID
  }

  /// The context of a call that happens within this one: same trace, new span.
  public func child(using generator: inout some RandomNumberGenerator) -> TraceContext {
    TraceContext(
      traceID: traceID,
      spanID: HexText.digits(generator.next()),
      parentSpanID: spanID
    )
  }

  /// The context of a request: its trace continued where `traceparent` is valid, else a new one.
  ///
  /// - Parameters:
  ///   - traceparent: The request's header, `00-<32 digits>-<16 digits>-<2 digits>`; later versions
  ///     may have more parts.
  ///   - generator: Where new identifiers come from.
  public init(
    continuing traceparent: String?,
    using generator: inout some RandomNumberGenerator
  ) {
    let parts = (traceparent ?? "").split(separator: "-", omittingEmptySubsequences: false)
    if Self.isReadable(parts),
      HexText.isIdentifier(parts[1], count: 32), HexText.isIdentifier(parts[2], count: 16)
    {
      traceID = String(parts[1])
      parentSpanID = String(parts[2])
    } else {
      parentSpanID = nil
      traceID = HexText.digits(generator.next()) + HexText.digits(generator.next())
    }
    spanID = HexText.digits(generator.next())
  }

  /// Whether the header's parts are those of version 00, or begin like them in a later one.
  private static func isReadable(_ parts: [Substring]) -> Bool {
    guard parts.count >= 4, HexText.isDigits(parts[0], count: 2), parts[0] != "ff",
      HexText.isDigits(parts[3], count: 2)
    else { return false }
    return parts[0] != "00" || parts.count == 4
  }
}
