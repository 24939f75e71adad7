import MetricsModel
import PromQL

/// What a reader of an answer must know.
struct QueryRemark: Hashable {
  /// How much it matters.
  var level: Annotation.Level
  /// A sentence.
  var text: String
  /// For how long targets must be scraped so that it need not be said; nil where that does not help.
  var wait: String?
}

extension QueryRemark {
  /// That something looks at a time before there is anything, which begins at `since`: the log, or the
  /// scrapes; both times and the query's range are in milliseconds.
  init(_ reach: Reach, since: Int64, isLog: Bool, isCut: Bool, _ range: ClosedRange<Int64>) {
    func length(since time: Int64) -> String {
      DurationArgument.text(ofSeconds: Double(range.upperBound - time) / 1000)
    }
    let first = "the first \(isLog ? "record" : "scrape"), \(length(since: since)) ago"
    text =
      isCut
      ? "the window of \(reach.source) begins before \(first), and is cut to what there is"
      : "\(reach.source) looks at a time before \(first), where there is nothing"
    level = .warning
    wait = isLog ? nil : length(since: reach.begin)
  }

  /// The sentence, with what to do about it on the command line.
  var advice: String { text + (wait.map { "; --collect \($0) waits for it" } ?? "") }
}
