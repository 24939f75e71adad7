/// What a family of metrics measures, as its `TYPE` line says.
public enum MetricType: String, Sendable {
  /// Only grows, but for restarts.
  case counter
  /// Goes up and down.
  case gauge
  /// Counts in cumulative buckets.
  case histogram
  /// Counts in buckets that may also sink (OpenMetrics).
  case gaugehistogram
  /// Quantiles computed by the server.
  case summary
  /// Constant facts in labels (OpenMetrics).
  case info
  /// One of several states (OpenMetrics).
  case stateset
  /// Not said; `untyped` in the text format.
  case unknown

  /// The type that a page in `format` names so; nil for a word that the format does not know.
  init?(named word: String, format: ExpositionFormat) {
    switch (format, word) {
    case (.text, "untyped"): self = .unknown
    case (.text, "unknown"), (.text, "info"), (.text, "stateset"), (.text, "gaugehistogram"):
      return nil
    default: self.init(rawValue: word)
    }
  }
}
