import Alerting
import MetricsClient
import MetricsModel
import Profiles
import PromQL

/// Asks what was collected for the answer to a query.
struct QueryEvaluation {
  /// For so many seconds targets are scraped for windows, unless more is asked for.
  private static let leastSeconds = 3.0
  /// For so many seconds at most, without being asked to.
  private static let patience = 15.0

  /// The expression as it was typed.
  let text: String
  let parsed: Expr
  let data: QueryData
  /// The length of the range; nil for an evaluation at one time.
  var rangeSeconds: Double?
  /// The time between two evaluations; nil for a sixtieth of the range.
  let stepSeconds: Double?

  /// The metrics that the expression reads, those of recording rules included.
  var metricNames: Set<String> {
    let names = parsed.metricNames ?? []
    return recordings.flatMap(\.rules).reduce(into: names) {
      $0.formUnion($1.expression.metricNames ?? [])
    }
  }

  /// For how many seconds targets are scraped where nobody says: as long as a range without a past, and as
  /// long as a window where that is short.
  var collectingSeconds: Double {
    if let rangeSeconds {
      return data.hasPast ? min(Self.leastSeconds, rangeSeconds) : rangeSeconds
    }
    let expression = (try? parsed.expanding(recordings.expressions)) ?? parsed
    let speaksOfConcepts = expression.metricNames?.contains { $0.hasPrefix("imtop:") } ?? false
    let reach = expression.reaches(from: 0, through: 0).map { -Double($0.begin) / 1000 }.max() ?? 0
    guard reach > 0 || speaksOfConcepts || !recordings.isEmpty else { return 0 }
    return reach > Self.patience || data.hasPast ? Self.leastSeconds : max(Self.leastSeconds, reach)
  }

  private var recordings: [RuleGroup] { data.recordings(of: parsed.metricNames ?? []) }

  private var step: Double { stepSeconds ?? max(1, ((rangeSeconds ?? 0) / 60).rounded()) }

  /// The answer of a Prometheus server where it is asked alone, else what an evaluation here gives.
  func reply() async throws -> QueryReply {
    let end = data.end
    let steps = ((rangeSeconds ?? 0) / step).rounded(.down)
    let from = end.advanced(bySeconds: -steps * step)
    if data.isRemoteAlone, parsed.type != .string { return try await askServer(from: from) }
    let range = min(from.milliseconds, end.milliseconds)...end.milliseconds
    await data.fetchPast { _ = try? evaluated(range) }
    var reply = try evaluated(range)
    reply.remarks += grafanaHints
    return reply
  }

  private var grafanaHints: [QueryRemark] {
    GrafanaVariables.hints(on: parsed).map { QueryRemark(level: .warning, text: $0) }
  }

  private func askServer(from: Timestamp) async throws -> QueryReply {
    let expression = try parsed.expanding(data.recognition?.definitions ?? [:])
    let answer = try await data.answer(
      to: expression,
      from: rangeSeconds.map { _ in from },
      step: step
    )
    let type = rangeSeconds == nil ? expression.type : .rangeVector
    var reply = QueryReply(
      value: Value(answered: answer.value, as: type),
      remarks: answer.complaints.map { .init(level: .warning, text: "prometheus: \($0)") }
    )
    if reply.value.isEmpty {
      reply.remarks += data.remarks(on: expression).map { .init(level: .warning, text: $0) }
    }
    reply.remarks += grafanaHints
    return reply
  }

  private func evaluated(_ range: ClosedRange<Int64>) throws(PromQLError) -> QueryReply {
    let expanded = try parsed.expanding(recordings.expressions)
    let earliest =
      expanded.reaches(from: range.lowerBound, through: range.upperBound)
      .map(\.begin).min() ?? range.lowerBound
    let past = Double(max(0, range.upperBound.subtractingReportingOverflow(earliest).partialValue))
    let source = data.source(past: past / 1000 + 3600)
    var query = try FittedQuery(
      parsed,
      data.recognition,
      rules: recordings.expressions,
      over: source,
      data.begin,
      range,
      isLogCurrent: data.isLogCurrent
    )
    let recorded = RecordedQuery(recordings, query, range)
    if !recordings.isEmpty { query.source = recorded.source }
    var annotations: [Annotation] = []
    let value: Value =
      rangeSeconds == nil
      ? try query.instant(annotations: &annotations)
      : .matrix(
        try query.series(
          step: Timestamp(seconds: step).milliseconds,
          annotations: &annotations
        )
      )
    var reply = QueryReply(value: value, remarks: query.remarks + recorded.troubles)
    for one in annotations.map({ QueryRemark(level: $0.level, text: $0.rendered(in: text)) })
    where !reply.remarks.contains(one) {
      reply.remarks.append(one)
    }
    if value.isEmpty {
      reply.remarks += data.remarks(on: query.expression, query.source)
        .map { QueryRemark(level: .warning, text: $0) }
    }
    return reply
  }
}

extension [RuleGroup] {
  /// What the rules record, by the names under which they do.
  var expressions: [String: Expr] {
    Dictionary(flatMap(\.rules).map { ($0.name, $0.expression) }) { first, _ in first }
  }
}
