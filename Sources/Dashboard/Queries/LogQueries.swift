import LogModel

/// The numbers around the log's list and of its selected row with what gives them.
enum LogQueries {
  /// Every number of the log's title, the lines of the window by their levels, and the selected row.
  static func all(_ state: AppState) -> [ShownQuery] {
    guard let report = state.report, let expression = LogExpression(state) else { return [] }
    var shown = counts(report, state, expression)
    if let row = state.selectedLogRow, row.count > 1, let likeness = row.likeness {
      var like = query(
        "lines like the selected one",
        "×\(CountText.grouped(row.count))",
        expression.growth("log_lines_total", among: scoped(likeness, report))
      )
      like.notes = ["folded by their form; the query counts what = filters by"]
      shown.append(like)
    }
    return shown
  }

  private static func counts(
    _ report: LogReport,
    _ state: AppState,
    _ expression: LogExpression
  ) -> [ShownQuery] {
    var listed = query(
      "lines listed",
      CountText.grouped(report.listed),
      expression.growth("log_lines_total", among: scoped(nil, report))
    )
    listed.notes = [
      report.request.scope == .errors ? "what went wrong in the window" : "every line of the window"
    ]
    var shown = [
      listed, query("lines held", CountText.grouped(report.received), "imtop_log_records_held"),
    ]
    if report.agedOut > 0 {
      shown.append(
        query("pushed out", CountText.grouped(report.agedOut), "imtop_log_records_pushed_out_total")
      )
    }
    if report.covered < report.received, report.received > 0 {
      var searched = query(
        "searched",
        CountText.share(Double(report.covered) / Double(report.received)),
        ""
      )
      searched.notes = ["the part of the lines held that the filter has been tried on so far"]
      shown.append(searched)
    }
    if let part = state.loadedPast {
      let number = "\(CountText.whole(part * 100))%"
      shown.append(query("of the past read", number, "min(imtop_log_past_read_ratio)"))
    }
    var levels = query("lines of each level", "", expression.growth("log_lines_total", by: "level"))
    levels.notes = ["in the window"]
    return shown + [levels]
  }

  /// A condition on the records of the list.
  private static func scoped(_ filter: Filter?, _ report: LogReport) -> Filter? {
    guard report.request.scope == .errors else { return filter }
    return filter.map { .and($0, LogExpression.trouble) } ?? LogExpression.trouble
  }

  private static func query(_ title: String, _ number: String, _ text: String) -> ShownQuery {
    ShownQuery(part: .log, title: title, number: number, text: text)
  }
}
