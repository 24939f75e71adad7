import Dashboard
import MetricsModel
import PromQL

extension PanelValues {
  /// Takes over the newest values of a plan, with what gives each.
  private mutating func take(
    _ plan: PanelPlan,
    _ evaluator: Evaluator,
    _ now: Timestamp,
    _ inputs: PanelInputs
  ) {
    let own = plan.reading(plan.expression, plan.past?.expression, evaluator, now, inputs)
    (current, query, valueNote) = (own.value, own.expression.description, own.note)
    companions = []
    companionQueries = []
    for (index, companion) in plan.companions.enumerated() {
      let reading = companion.map {
        plan.reading($0, plan.past?.companions[index], evaluator, now, inputs)
      }
      companions.append(reading?.value)
      companionQueries.append(reading?.expression.description)
    }
  }

  /// Takes the newest values and what gives them, from where the plan has them.
  mutating func takeNewest(
    _ plan: PanelPlan,
    _ span: PanelEvaluator.Span,
    step: Int64,
    at now: Timestamp,
    _ inputs: PanelInputs
  ) {
    if let remote = plan.remote, plan.origin == .prometheus {
      let newest = {
        plan.newestRemoteValue($0, from: span.from, through: span.end, step: step, inputs)
      }
      current = newest(remote.query)
      companions = remote.companions.map { $0.flatMap(newest) }
      companionQueries = remote.companions
    } else if plan.origin == .scrape, span.silence.isNow {
      companions = plan.companions.map { _ in nil }
      companionQueries = plan.companions.map { $0?.description }
    } else {
      take(plan, Evaluator(source: plan.source(inputs)), now, inputs)
    }
  }

  /// Tells what gives the mean of the window before, and how many targets answer.
  mutating func tellQueries(
    _ plan: PanelPlan,
    _ span: PanelEvaluator.Span,
    step: Int64,
    at now: Timestamp,
    _ inputs: PanelInputs
  ) {
    let seconds = Int64(span.window) * step / 1000
    if before != nil, plan.expression.type == .instantVector {
      let inner = plan.shownQuery(inputs)
      beforeQuery = Self.printed(
        "avg_over_time((\(inner))[\(seconds)s:\(step / 1000)s] offset \(seconds)s)"
      )
    }
    guard coverage != nil, let names = plan.expression.metricNames, !names.isEmpty else { return }
    let pattern = names.sorted().joined(separator: "|")
    let metrics = "last_over_time({__name__=~\"\(pattern)\"}[\(2 * seconds)s])"
    let targets = "up and on (instance) count by (instance) (\(metrics))"
    coverageQueries = (
      answering: Self.printed("sum(\(targets))"), offering: Self.printed("count(\(targets))")
    )
  }

  /// The text as PromQL prints it.
  private static func printed(_ text: String) -> String {
    (try? PromQL.parse(text))?.description ?? text
  }
}

extension PanelPlan {
  /// The PromQL that is shown for the plan.
  func shownQuery(_ inputs: PanelInputs) -> String {
    switch origin {
    case .prometheus: remote?.query ?? ""
    case .scrape: expression.description
    case .log: narrowed(expression, inputs).description
    }
  }

  /// That nothing has the metrics which the plan reads; nil where something has them.
  ///
  /// Where alternatives are joined by `or`, all of them must be missing.
  func missing(_ inputs: PanelInputs) -> PanelValues.Absence? {
    guard let names = expression.metricNames, !names.isEmpty else { return nil }
    let known = Set(inputs.scraped.metricNames()).union(inputs.log.metricNames())
    let missing = names.subtracting(known)
    guard missing == names || !missing.isEmpty && !expression.hasAlternatives else { return nil }
    return .missing(missing.sorted())
  }
}

extension Expr {
  /// Whether one side of an `or` may do without the other.
  fileprivate var hasAlternatives: Bool {
    switch node {
    case .binary(let binary):
      binary.operation == .or || binary.left.hasAlternatives || binary.right.hasAlternatives
    case .unary(_, let operand), .parentheses(let operand): operand.hasAlternatives
    case .aggregation(let aggregation): aggregation.expression.hasAlternatives
    case .call(let call): call.arguments.contains(where: \.hasAlternatives)
    case .subquery(let subquery): subquery.expression.hasAlternatives
    case .number, .string, .vector, .matrix: false
    }
  }
}
