/// Which series count upwards from zero.
///
/// A counter that appears after the target's first scrape was at zero before it: the store gives it
/// that zero at the last successful scrape before, so that `increase` sees its first steps.
enum CounterRule {
  /// Whether a series counts: by the `TYPE` of its name or family, or by its name where there is
  /// none.
  static func isCounter(_ name: String, _ metadata: [String: MetricMetadata]) -> Bool {
    if let type = metadata[name]?.type, type != .unknown { return type == .counter }
    for suffix in ["_total", "_bucket", "_count", "_sum"] where name.hasSuffix(suffix) {
      switch metadata[String(name.dropLast(suffix.count))]?.type {
      case .counter: return suffix == "_total"
      case .histogram: return suffix != "_total"
      case .summary: return suffix == "_count" || suffix == "_sum"
      default: continue
      }
    }
    return name.hasSuffix("_total") || name.hasSuffix("_bucket")
  }
}
