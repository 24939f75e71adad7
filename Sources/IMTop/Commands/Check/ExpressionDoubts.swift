import Alerting
import MetricsModel
import Profiles
import PromQL
import Spelling

/// What expressions of rules and panels can be computed and yet hardly mean, over a source at a time.
struct ExpressionDoubts {
  /// How far back series are looked for, in seconds.
  private static let lookback = 300.0

  let definitions: [String: Expr]
  let source: any SeriesSource
  let time: Timestamp

  /// The doubts of rules, each with the rule's place.
  func of(_ groups: [RuleGroup]) -> [EvaluationTrouble] {
    groups.flatMap(\.rules).flatMap { rule in
      let text = rule.expression.description
      return told(evaluated(text)?.doubts ?? [], rule.checkedName, text)
    }
  }

  /// The doubts of panels, their legends among them.
  func of(_ panels: [ConfiguredPanel]) -> [EvaluationTrouble] {
    panels.flatMap { panel in
      panel.queries.flatMap { query -> [EvaluationTrouble] in
        guard let found = evaluated(query.expression) else { return [] }
        let template = query.legend.flatMap { LegendTemplate($0) }
        let legend = template.map { doubts(of: $0, found.samples) } ?? []
        return told(found.doubts + legend, panel.checkedName, query.expression)
      }
    }
  }

  private func told(
    _ doubts: [String],
    _ subject: String,
    _ expression: String
  ) -> [EvaluationTrouble] {
    doubts.map {
      EvaluationTrouble(subject: subject, expression: expression, message: $0, mark: .doubtful)
    }
  }

  /// The samples of an expression with what is to be said of it; nil where it cannot be evaluated.
  private func evaluated(_ text: String) -> (samples: [VectorSample], doubts: [String])? {
    guard let parsed = try? PromQL.parse(text),
      let expression = try? parsed.expanding(definitions)
    else { return nil }
    var annotations: [Annotation] = []
    let value = try? Evaluator(source: source)
      .instant(expression, at: time, annotations: &annotations)
    guard let value else { return nil }
    // Places in what a name stands for are none in the text.
    let isWhole = expression == parsed
    let remarks = annotations.map {
      isWhole ? $0.rendered(in: text) : "PromQL \($0.level.rawValue): \($0.message)"
    }
    return (value.samples, remarks + unmatched(parsed))
  }

  /// The labels of a legend that no series has.
  private func doubts(of legend: LegendTemplate, _ samples: [VectorSample]) -> [String] {
    guard !samples.isEmpty else { return [] }
    let known = Set(samples.flatMap { $0.labels.pairs.map(\.name) })
    return legend.labels.filter { !known.contains($0) }.map { name in
      "the legend: no series of the answer has the label \(name)" + proposal(name, known)
    }
  }

  /// The conditions of an expression that no series of their metric meets, while there are some.
  private func unmatched(_ expression: Expr) -> [String] {
    // Without what may well be missing, as under `absent`.
    let needed = expression.missingMetrics { _ in false }
    let recent = TimeRange(from: time.advanced(bySeconds: -Self.lookback), through: time)
    return expression.selectors.flatMap { selector -> [String] in
      let named = selector.matchers.first {
        $0.name == Labels.metricName && $0.comparison == .equal && needed.contains($0.value)
      }
      guard let named else { return [] }
      let series = source.series(matching: [named], in: recent).map(\.labels)
      guard !series.isEmpty else { return [] }
      return selector.matchers.compactMap { doubt(of: $0, named.value, series) }
    }
  }

  private func doubt(of matcher: Matcher, _ metric: String, _ series: [Labels]) -> String? {
    // Each filter makes series of its own.
    guard matcher.name != Labels.metricName, matcher.name != LogSource.label,
      !matcher.matches(""), !series.contains(where: matcher.matches)
    else { return nil }
    let values = Set(series.compactMap { $0[matcher.name] })
    guard values.isEmpty else {
      let isWord = matcher.comparison == .equal && matcher.value.contains(where: \.isLetter)
      return "no series of \(metric) has \(matcher) yet"
        + (isWord ? proposal(matcher.value, values) : "")
    }
    let names = Set(series.flatMap { $0.pairs.map(\.name) })
    return "no series of \(metric) has the label \(matcher.name)" + proposal(matcher.name, names)
  }

  private func proposal(_ text: String, _ known: Set<String>) -> String {
    known.nearest(to: text).first.map { "; did you mean \($0)?" } ?? ""
  }
}
