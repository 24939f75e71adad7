import LogModel

/// The numbers around the log's list and of its selected row with what gives them.
enum LogQueries {
  /// Every number of the log's title, the lines of the window by their levels, and how many each row on the
  /// screen stands for, the selected one first.
  static func all(_ state: AppState) -> [ShownQuery] {
    guard let report = state.report, let expression = LogExpression(state) else { return [] }
    let selected = state.selectedLogRow.map { [("lines like the selected one", $0)] } ?? []
    let others = state.shownLogRows.enumerated().map { ("lines like those of row \($0 + 1)", $1) }
      .filter { $0.1 != selected.first?.1 }
    return counts(report, state, expression)
      + (selected + others).compactMap { title, row in
        guard row.count > 1, let likeness = row.likeness else { return nil }
        var like = query(
          title,
          "×\(CountText.grouped(row.count))",
          expression.growth("log_lines_total", among: scoped(likeness, report))
        )
        like.notes = ["folded by their form; the query counts what = filters by"]
        return like
      }
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
