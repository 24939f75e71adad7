import MetricsModel
import PromQL

extension RuleEngine {
  /// How far back the past of a recording rule is computed, in seconds.
  private static let pastSeconds = 3600.0
  /// The fewest seconds between two samples of that past.
  private static let pastStep = 5.0

  /// Looks which recording rules ask a server.
  mutating func findRecords(_ moment: Moment) {
    var records: [UnheardRecords.Rule] = []
    for group in groups.indices {
      for index in groups[group].rules.indices {
        var state = groups[group].rules[index]
        guard state.rule.kind == .record else { continue }
        guard let expression = try? state.expanded(definitions) else { continue }
        records.append(
          UnheardRecords.Rule(
            producer: state.producer,
            name: state.rule.name,
            expression: expression,
            asksServer: moment.delegates(expression)
          )
        )
      }
    }
    unheard.take(records)
    knowsRecords = true
  }

  /// Stores what a recording rule gives.
  mutating func record(
    _ state: inout RuleState,
    _ expression: Expr,
    _ limit: Int,
    _ moment: Moment,
    every interval: Double?
  ) throws(PromQLError) {
    let samples: [VectorSample]
    do throws(PromQLError) {
      samples = try moment.instant(expression).samples
      unheard.note(nil, of: state.producer)
    } catch {
      unheard.note(error.isOfServer ? error : nil, of: state.producer)
      throw error
    }
    try unheard.check(expression, of: state.producer)
    let rule = state.rule
    var series: [Labels: Double] = [:]
    for sample in samples {
      let labels = rule.recordedLabels(of: sample.labels)
      guard series.updateValue(sample.value, forKey: labels) == nil else {
        throw PromQLError(duplicateLabelsIn: expression)
      }
    }
    guard limit == 0 || series.count <= limit else {
      quiet(&state, .broken(reason: "more than \(limit) series: \(series.count)"), at: moment.time)
      recorded.append([], of: state.producer, at: moment.time)
      return
    }
    // What is still being read, a server's answers among it, is the past.
    if !state.hasPast, moment.isSettled, !series.isEmpty, !expression.selectors.isEmpty {
      state.hasPast = recordPast(state, expression, moment, every: interval)
    }
    recorded.append(series.map { ($0.key, $0.value) }, of: state.producer, at: moment.time)
    state.statuses = []
  }

  /// Computes what the rule would have recorded before it was evaluated first: the log's counts, and
  /// what was scraped, reach further back than the rule.
  ///
  /// False while a server has not answered yet.
  private mutating func recordPast(
    _ state: RuleState,
    _ expression: Expr,
    _ moment: Moment,
    every interval: Double?
  ) -> Bool {
    let step = max(interval ?? 0, Self.pastStep)
    let end = (moment.time.seconds / step).rounded(.up) * step - step
    var past: [Series] = []
    do throws(PromQLError) {
      past = try moment.range(
        expression,
        from: Timestamp(seconds: end - (Self.pastSeconds / step).rounded(.down) * step),
        through: Timestamp(seconds: end),
        step: step
      )
    } catch {
      if error.kind == .unanswered { return false }
    }
    for series in past {
      recorded.prepend(series, as: state.rule.recordedLabels(of: series.labels))
    }
    forgetPast()
    return true
  }
}

extension Rule {
  /// The identity under which a sample of a recording rule is stored.
  fileprivate func recordedLabels(of labels: Labels) -> Labels {
    var result = labels.setting(Labels.metricName, to: name)
    for label in self.labels { result = result.setting(label.name, to: label.value) }
    return result
  }
}
