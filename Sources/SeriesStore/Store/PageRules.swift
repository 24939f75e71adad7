public import MetricsModel

/// How the pages of a target are taken: what a job of a Prometheus configuration says of them.
public struct PageRules: Sendable {
  /// Whether a page's own labels win over those of its target (`honor_labels`).
  public var honorsLabels = false
  /// Whether the times that a page itself names count (`honor_timestamps`).
  public var honorsTimestamps = true
  /// The most samples of a page after relabelling; one with more is refused (`sample_limit`).
  public var sampleLimit: Int?
  /// What the labels of a series may be after relabelling; a page with others is refused.
  public var labelLimits = LabelLimits()
  /// What becomes of a series that has the labels of its target (`metric_relabel_configs`); nil drops it.
  ///
  /// It is asked once for each series, not at every scrape: the same labels must give the same answer.
  public var relabelling: (@Sendable (Labels) -> Labels?)?

  /// The rules of a job that says nothing.
  public init() {}

  /// Whether the labels of a series may be others than those of the page with the target's beside them.
  var areRewriting: Bool { honorsLabels || relabelling != nil }
}
