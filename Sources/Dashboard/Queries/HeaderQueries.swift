import Charts
import LogModel
import MetricsModel

/// The numbers of the header with what gives them.
enum HeaderQueries {
  /// Every number of the header, the targets' first.
  static func all(_ state: AppState) -> [ShownQuery] {
    targetCount(state) + state.targets.flatMap { target($0, state) } + remote(state)
      + state.sources.flatMap(source)
  }

  private static func targetCount(_ state: AppState) -> [ShownQuery] {
    guard state.targets.count > 2 else { return [] }
    let up = TargetText.upCount(state)
    return [
      query("targets that answer", "\(up)", "sum(up)"),
      query("targets", "\(state.targets.count)", "count(up)"),
    ]
  }

  private static func target(_ target: TargetStatus, _ state: AppState) -> [ShownQuery] {
    let labels = [
      PromQLText.equals("instance", target.instance), PromQLText.equals("job", target.job),
    ]
    let name = target.instance
    var queries = [
      query(
        "\(name), scraped every",
        DurationText.short(target.interval),
        PromQLText.selector("imtop_scrape_interval_seconds", labels)
      )
    ]
    if let duration = target.duration {
      let number = Unit.seconds.format(duration).filter { $0 != " " }
      let text = PromQLText.selector("scrape_duration_seconds", labels)
      queries.append(query("\(name), the last scrape took", number, text))
    }
    if let start = target.processStart, let now = state.now {
      let number = DurationText.rough(now.seconds(since: start))
      let text = "time() - \(PromQLText.selector("process_start_time_seconds", labels))"
      queries.append(query("\(name), its process is up", number, text))
    }
    if TargetText.condition(target, now: state.now) == .stale, let last = target.lastScrape,
      let now = state.now
    {
      let number = DurationText.rough(now.seconds(since: last))
      let text = "time() - timestamp(\(PromQLText.selector("up", labels)))"
      queries.append(query("\(name), no answer for", number, text))
    }
    return queries
  }

  private static func remote(_ state: AppState) -> [ShownQuery] {
    guard let remote = state.remote else { return [] }
    let number = remote.duration.map { Unit.seconds.format($0) } ?? ""
    return [query("prometheus, its last answer took", number, "imtop_prometheus_answer_seconds")]
  }

  private static func source(_ source: LogSourceStatus) -> [ShownQuery] {
    let label = [PromQLText.equals("source", source.name)]
    func own(_ title: String, _ metric: String, _ number: String) -> ShownQuery {
      query("\(source.name), \(title)", number, PromQLText.selector(metric, label))
    }
    var queries: [ShownQuery] = []
    switch source.health {
    case .following:
      var rate = own(
        "lines read a second",
        "imtop_log_lines_per_second",
        Unit.perSecond.format(source.linesPerSecond)
      )
      let counts = PromQLText.selector("log_lines_total", label)
      rate.notes = ["as they come in; by the times that they tell: sum(rate(\(counts)[10s]))"]
      queries.append(rate)
    case .loading(let part):
      let number = "\(CountText.whole(min(max(part, 0), 1) * 100))%"
      queries.append(own("of its past read", "imtop_log_past_read_ratio", number))
    case .unknown, .ended, .down: break
    }
    if let lag = source.lagBytes, lag > SourceText.tellingLag {
      let number = Unit.bytes.format(Double(lag)).filter { $0 != " " }
      queries.append(own("not read yet", "imtop_log_lag_bytes", number))
    }
    let counts = [
      ("lines lost", "imtop_log_lines_lost_total", source.dropped),
      ("lines skipped", "imtop_log_lines_skipped", source.skippedLines),
      ("gaps", "imtop_log_gaps_total", source.gaps),
      ("lines cut", "imtop_log_lines_cut_total", source.truncated),
      ("lines not understood", "imtop_log_lines_not_understood_total", source.notUnderstood),
    ]
    return queries
      + counts.filter { $0.2 > 0 }.map { own($0.0, $0.1, CountText.grouped($0.2)) }
  }

  private static func query(_ title: String, _ number: String, _ text: String) -> ShownQuery {
    ShownQuery(part: .header, title: title, number: number, text: text)
  }
}
