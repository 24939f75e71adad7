import PromQL

/// What a script may use that this evaluator leaves out, told by what an evaluation says, whatever
/// becomes of it.
enum ScriptFeatures {
  static let nativeHistograms = "native histograms in what is read"
  static let typeAndUnit = "experimental type and unit labels in what is read"
  static let startTimestamps = "experimental start timestamps in what is read"

  /// The feature that an evaluation's query or results need; nil when there is none.
  static func needed(by evaluation: ScriptEvaluation) -> String? {
    if evaluation.results.contains(where: { $0.contains("{{") }) {
      return "native histograms in what is expected"
    }
    return needed(byQuery: evaluation.query)
  }

  /// The feature that a query needs; nil when there is none.
  static func needed(byQuery query: String) -> String? {
    let ofHistograms = /\bhistogram_(avg|count|sum|stddev|stdvar)\s*\(/
    if query.contains(ofHistograms) { return "functions of native histograms" }
    let functions =
      /\b(info|limitk|limit_ratio|sort_by_label(_desc)?|mad_over_time|ts_of_\w+|first_over_time|double_exponential_smoothing|histogram_quantiles|min_of|max_of|step|range|start_timestamp|fill|fill_left|fill_right)\s*(by\s*\([^)]*\)\s*|without\s*\([^)]*\)\s*)?\(/
      .ignoresCase()
    if query.contains(functions) || query.contains(/(?:^|[^@ ])\s*\b(start|end)\(\)/) {
      return "experimental functions"
    }
    if query.contains(/(?:[\]}]\s*|\w\s+)(anchored|smoothed)\b/) {
      return "experimental selectors"
    }
    let durations = /\[[^\]"]*[-+*\/%^(][^\]"]*\]|offset\s+[-+]?\(|offset\s+[-+]?\S*\d[-+*\/%^]/
    return query.contains(durations) ? "experimental durations" : nil
  }
}
