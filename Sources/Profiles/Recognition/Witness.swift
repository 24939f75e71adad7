import MetricsModel

/// Looks at series and tells what their metrics are, each once.
final class Witness {
  let names: Set<String>
  private let source: any SeriesSource
  private let range: TimeRange
  private let types: (String) -> Behaviour?
  private var known: [String: Conduct] = [:]

  /// A witness of the series in a range of time; `types` are what pages say of their metrics.
  init(_ source: any SeriesSource, _ range: TimeRange, types: @escaping (String) -> Behaviour?) {
    (self.source, self.range, self.types) = (source, range, types)
    names = Set(source.metricNames())
  }

  /// What a metric is.
  func conduct(of name: String) -> Conduct {
    if let known = known[name] { return known }
    let series = source.series(matching: [Matcher(Labels.metricName, equals: name)], in: range)
    let conduct = Conduct(of: name, series, type: types(name))
    known[name] = conduct
    return conduct
  }

  /// A metric that gives a server away.
  struct Sign {
    var metric: String
    /// Whether a pattern found it.
    var isPattern: Bool
    /// The metric, and why it counts.
    var text: String
  }

  /// The signs of a profile that are there.
  func signs(of profile: Profile, known: Set<String>) -> [Sign] {
    profile.detect.flatMap { detection in
      detection.metrics(among: names, known: known).compactMap { name in
        var sign = Sign(metric: name, isPattern: detection.metric == nil, text: name)
        guard let wanted = detection.behaves else { return sign }
        let conduct = conduct(of: name)
        guard conduct.behaviour == wanted else { return nil }
        sign.text += " (a \(wanted.rawValue): \(conduct.reason))"
        return sign
      }
    }
  }

  /// The candidates of a profile for a number that behave as they must; `{{metric}}` stands for each
  /// of `metrics`.
  func candidates(
    of profile: Profile,
    for concept: Concept,
    metrics: [String]
  ) -> [Profile.Candidate] {
    (profile.candidates[concept] ?? []).flatMap { candidate in
      candidate.isTemplate ? metrics.compactMap(candidate.filled) : [candidate]
    }.filter { candidate in
      candidate.behaves.allSatisfy { names.contains($0) && conduct(of: $0).behaviour == $1 }
    }
  }
}
