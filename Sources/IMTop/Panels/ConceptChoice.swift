import MetricsModel
import Profiles
import PromQL

/// What a name such as `imtop:requests` stands for in one query, as far as what has been scraped reaches.
struct ConceptChoice {
  /// The expression.
  var expression: Expr
  /// Whether it is the log's.
  var isFromLog: Bool
  /// When what it reads begins, in milliseconds.
  var begin: Int64
  /// What has to be known of it.
  var remark: QueryRemark?

  /// What the names that selectors speak of stand for; those that nothing offers are left out.
  ///
  /// A name that looks at a time for which too little has been scraped is told by the log, where that
  /// reaches further back and is current.
  static func all(
    for reaches: [Reach],
    _ recognition: Recognition?,
    _ data: DataBegin,
    _ source: any SeriesSource,
    isLogCurrent: Bool
  ) -> [String: ConceptChoice] {
    var choices: [String: ConceptChoice] = [:]
    guard let recognition else { return choices }
    for (concept, choice) in recognition.choices {
      let name = concept.recordName
      let uses = reaches.filter { $0.selector.metricName == name }
      var chosen = ConceptChoice(
        expression: choice.expression,
        isFromLog: choice.isFromLog,
        begin: (choice.isFromLog ? data.log : data.firstScrape) ?? .min
      )
      defer { choices[name] = chosen }
      guard let earliest = uses.map(\.begin).min(), !choice.isFromLog,
        let first = choice.expression.selectors.compactMap(data.begin).max()
      else { continue }
      chosen.begin = first
      let window = choice.expression.longestWindow
      guard earliest - window < first - DataBegin.tolerance else { continue }
      if let log = data.log, log < first, isLogCurrent, let told = recognition.logChoices[concept] {
        let isNarrowed = uses.contains { $0.selector.matchers.count > 1 }
        let met = isNarrowed ? nil : told.expression.meeting(choice.expression, at: first, source)
        chosen.expression = met ?? told.expression
        (chosen.isFromLog, chosen.begin) = (true, log)
        let moved = met == nil ? "" : ", moved to meet the first scrape"
        chosen.remark = .init(
          level: .info,
          text: "\(name) is as the log tells it\(moved): too little has been scraped for it"
        )
      } else if window > 0 {
        chosen.remark = .init(
          level: .info,
          text: "\(name) is over what has been scraped, which is less than "
            + PromQL.text(ofMilliseconds: window)
        )
      }
    }
    return choices
  }
}

extension Expr {
  /// The log's expression for a level, moved as a whole so that it meets the scraped value at a time; nil
  /// where it is no level, or not one series.
  fileprivate func meeting(_ scraped: Expr, at first: Int64, _ source: any SeriesSource) -> Expr? {
    guard longestWindow == 0, scraped.longestWindow == 0 else { return nil }
    let evaluator = Evaluator(source: source)
    let time = Timestamp(milliseconds: first)
    guard let told = try? evaluator.instant(self, at: time).samples, told.count == 1,
      let seen = try? evaluator.instant(scraped, at: time).samples, !seen.isEmpty
    else { return nil }
    let difference = seen.reduce(0) { $0 + $1.value } - told[0].value
    guard difference.isFinite, difference != 0 else { return nil }
    return try? PromQL.parse("clamp_min((\(self)) + (\(PromQL.text(of: difference))), 0)")
  }
}
