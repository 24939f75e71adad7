import Dashboard
import MetricsModel

/// Restarts and changes of version, read off the scraped series.
enum TimelineMarks {
  /// What happened inside `range`, in order of time.
  static func marks(in range: TimeRange, source: any SeriesSource) -> [TimelineMark] {
    (restarts(in: range, source) + deploys(in: range, source)).sorted { $0.time < $1.time }
  }

  private static func restarts(
    in range: TimeRange,
    _ source: any SeriesSource
  ) -> [TimelineMark] {
    let name = Matcher(Labels.metricName, equals: "process_start_time_seconds")
    return source.series(matching: [name], in: range).flatMap { series -> [TimelineMark] in
      // A failed scrape between the two lives leaves a stale mark, which is not a value.
      let starts = series.values.filter(\.isFinite)
      return zip(starts, starts.dropFirst()).compactMap { before, after -> TimelineMark? in
        guard after > before + 1 else { return nil }
        return TimelineMark(
          kind: .restart,
          time: Timestamp(seconds: after),
          instance: series.labels["instance"] ?? ""
        )
      }
    }
  }

  /// A series of `…_build_info` whose version differs from the one that ended before it began.
  private static func deploys(in range: TimeRange, _ source: any SeriesSource) -> [TimelineMark] {
    let names = source.metricNames().filter { $0.hasSuffix("build_info") }
    return names.flatMap { name -> [TimelineMark] in
      let infos = source.series(matching: [Matcher(Labels.metricName, equals: name)], in: range)
        .filter { $0.labels["version"] != nil }
      let byInstance = Dictionary(grouping: infos) { $0.labels["instance"] ?? "" }
      return byInstance.flatMap { instance, versions -> [TimelineMark] in
        let ordered = versions.sorted { ($0.timestamps.first ?? 0) < ($1.timestamps.first ?? 0) }
        return zip(ordered, ordered.dropFirst()).compactMap { before, after -> TimelineMark? in
          guard let began = after.timestamps.first, before.labels != after.labels else {
            return nil
          }
          return TimelineMark(
            kind: .deploy,
            time: Timestamp(milliseconds: began),
            instance: instance,
            detail: after.labels["version"] ?? ""
          )
        }
      }
    }
  }
}
