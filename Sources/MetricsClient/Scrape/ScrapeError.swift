public import HTTPFetch
public import SeriesStore

/// Why a scrape gave no samples.
public enum ScrapeError: Error, Equatable, Sendable {
  /// No answer, or an answer that says no.
  case fetch(HTTPFetchError)
  /// The answer is not a page of metrics but something else.
  case notMetrics(url: String, Document)
  /// The answer is a page of metrics with a mistake in it.
  case refused(url: String, PageRefusal)
  /// The job has more targets than it may have.
  case tooManyTargets(TargetExcess)
  /// The text names no target.
  case target(String, TargetMistake)

  /// What came instead of metrics.
  public enum Document: Equatable, Sendable {
    /// A web page, with its title where it has one.
    case html(title: String?)
    /// A JSON document.
    case json
    /// Compressed or binary data.
    case binary
    /// Nothing at all.
    case empty
  }

  /// Why a text names no target.
  public enum TargetMistake: Equatable, Sendable {
    /// There is nothing in it.
    case empty
    /// The URL has a mistake.
    case url(HTTPFetchError)
  }
}
