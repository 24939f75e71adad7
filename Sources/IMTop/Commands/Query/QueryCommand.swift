import ArgumentParser
import Charts
import Foundation
import HTTPFetch
import MetricsClient
import MetricsModel
import Profiles
import PromQL

/// Evaluates PromQL once against targets that are scraped for it, and logs that are read for it.
struct QueryCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
    case sparkline
  }

  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Evaluate PromQL against what targets export and logs tell.",
    discussion: """
      EXAMPLES:
        imtop query 'sum by (status) (rate(http_requests_total[1m]))' :8080
        imtop query 'topk(3, im_messages_total)' gw-1:8080 gw-2:8080 --format json
        imtop query 'sum by (path) (rate(log_requests_total[1m]))' im.log --range 15m
        imtop query im_ws_connections :8080 --range 30s --format sparkline
        imtop query 'sum by (job) (up)' --prometheus http://prom:9090 --range 6h

      With --range the expression is evaluated along the time up to now, or up to the end of a log \
      that has ended. A log brings its past along; a target has none, and is scraped once a second \
      for --collect: as long as the range, or for windows such as rate(x[1m]) three seconds. A \
      Prometheus server gives the time before, or answers alone where nothing else is named.
      """
  )

  @Argument(help: "The expression.")
  var expression: String

  @Argument(
    help: "Targets and logs: :8080, host:9100/metrics, im.log (default: the configuration's)."
  )
  var sources: [String] = []

  @Option(help: "How to print the answer: table, json or sparkline.")
  var format: Format?

  @Option(help: ArgumentHelp("Evaluate along so much time.", valueName: "duration"))
  var range: DurationArgument?

  @Option(help: ArgumentHelp("The time between two evaluations.", valueName: "duration"))
  var step: DurationArgument?

  @Option(
    help: "The unit of the values: none, short, percent, seconds, bytes or per-second (by name)."
  )
  var unit: QueryUnit?

  @Option(help: ArgumentHelp("How long to collect samples.", valueName: "duration"))
  var collect: DurationArgument?

  @OptionGroup var remote: PrometheusOptions

  @Option(help: ArgumentHelp("Read this configuration.", valueName: "file"))
  var config: String?

  /// The program's arguments so that an expression may begin with a minus sign, which else begins an
  /// option: a blank before it changes nothing.
  static func escaping(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName else { return arguments }
    return arguments.map { word in
      let isExpression = word.hasPrefix("-") && !word.hasPrefix("--") && word != "-h" && word != "-"
      return isExpression ? " \(word)" : word
    }
  }

  func run() async throws {
    let parsed: Expr
    do throws(PromQLError) {
      parsed = try PromQL.parse(expression)
    } catch {
      ProgramExit.complain("the expression was not understood:\n\(error.rendered(in: expression))")
      throw ProgramExit.usage
    }
    let mistakes = LogSource.mistakes(in: expression)
    for mistake in mistakes { ProgramExit.complain(mistake) }
    guard mistakes.isEmpty else { throw ProgramExit.usage }
    let data = try QueryData(try configuration())
    let value: Value
    do {
      value = try await answer(to: parsed, data)
    } catch {
      await data.stop()
      throw error
    }
    await data.stop()
    let output = QueryOutput(unit: (unit ?? .fitting(parsed)).unit, time: data.end)
    print(output.text(of: value, as: chosenFormat))
  }

  /// Collects what the expression needs and evaluates it; what went wrong has been said when it throws.
  private func answer(to parsed: Expr, _ data: QueryData) async throws -> Value {
    let speaksOfConcepts = parsed.metricNames?.contains { $0.hasPrefix("imtop:") } ?? false
    let needsTime = parsed.readsWindows || speaksOfConcepts
    let least = range.map { data.hasPast ? min(3, $0.seconds) : $0.seconds }
    let duration = collect?.seconds ?? least ?? 3
    let isReached = await data.collect(
      seconds: needsTime || range != nil ? duration : 0,
      metrics: parsed.metricNames ?? []
    )
    guard isReached else { throw ProgramExit.unreachable }
    do {
      let expression = try parsed.expanding(data.definitions)
      let value = try await evaluate(expression, data)
      if value.isEmpty { for text in data.remarks(on: expression) { ProgramExit.complain(text) } }
      return value
    } catch let error as PromQLError {
      ProgramExit.complain("\(error.rendered(in: expression))")
      throw ProgramExit.usage
    } catch let error as RemoteError {
      ProgramExit.complain(about: "prometheus", error.message)
      throw ProgramExit.unreachable
    }
  }

  private var chosenFormat: Format { format ?? (range == nil ? .table : .sparkline) }

  /// The configuration file with what the command line says on top.
  func configuration() throws -> Configuration {
    var configuration = try ConfigurationFile.load(
      path: config,
      environment: ProcessInfo.processInfo.environment
    )
    remote.apply(to: &configuration)
    configuration.logs = []
    guard !sources.isEmpty || !remote.scrapeConfigs.isEmpty else { return configuration }
    configuration.targets = []
    configuration.scrapeConfigs = remote.scrapeConfigs
    for name in sources {
      switch try SourceArgument(name) {
      case .target(let url): configuration.targets.append(.init(url: url))
      case .log(let path): configuration.logs.append(.init(location: .named(path)))
      }
    }
    if let range { configuration.historySeconds = max(configuration.historySeconds, range.seconds) }
    return configuration
  }

  /// The answer of a Prometheus server where it is asked alone, else what an evaluation here gives.
  private func evaluate(_ expression: Expr, _ data: QueryData) async throws -> Value {
    let steps = (seconds / stepSeconds).rounded(.down)
    let from = range.map { _ in data.end.advanced(bySeconds: -steps * stepSeconds) }
    if data.isRemoteAlone, expression.type != .string {
      let answer = try await data.answer(to: expression, from: from, step: stepSeconds)
      for text in answer.complaints { ProgramExit.complain(about: "prometheus", text) }
      return Value(answered: answer.value, as: from == nil ? expression.type : .rangeVector)
    }
    let past = seconds + Double(expression.longestWindow) / 1000 + 300
    var remarks: [Annotation] = []
    await data.fetchPast {
      var unread: [Annotation] = []
      _ = try? value(of: expression, data, from, past: past, &unread)
    }
    let answer = try value(of: expression, data, from, past: past, &remarks)
    for remark in remarks { ProgramExit.complain(remark.rendered(in: self.expression)) }
    return answer
  }

  private var seconds: Double { range?.seconds ?? 0 }

  private var stepSeconds: Double { step?.seconds ?? max(1, (seconds / 60).rounded()) }

  private func value(
    of expression: Expr,
    _ data: QueryData,
    _ from: Timestamp?,
    past seconds: Double,
    _ remarks: inout [Annotation]
  ) throws(PromQLError) -> Value {
    let evaluator = Evaluator(source: data.source(past: seconds))
    guard let from else {
      return try evaluator.instant(expression, at: data.end, annotations: &remarks)
    }
    return .matrix(
      try evaluator.range(
        expression,
        from: from,
        through: data.end,
        step: stepSeconds,
        annotations: &remarks
      )
    )
  }
}

extension RemoteAnswer {
  /// What a reader of the answer must know: the server's own words first.
  var complaints: [String] {
    var texts = warnings.map { "it warns: \($0)" } + remarks.map { "it remarks: \($0)" }
    if isPartial { texts.append("the answer lacks a part of the data") }
    if histograms > 0 { texts.append("left out are \(histograms) series of native histograms") }
    return texts
  }
}

extension Value {
  /// Whether no series came.
  fileprivate var isEmpty: Bool {
    switch self {
    case .scalar, .string: false
    case .vector(let samples): samples.isEmpty
    case .matrix(let series): series.isEmpty
    }
  }

  /// What a server answered to an expression of a type, of which its series are all that is left.
  init(answered series: [Series], as type: ValueType) {
    switch (type, series.first?.newest) {
    case (.rangeVector, _): self = .matrix(series)
    case (.scalar, let number?): self = .scalar(number.value, number.timestamp)
    default: self = .vector(series.compactMap(\.newest))
    }
  }
}

extension Series {
  /// The newest sample; nil where there is none.
  fileprivate var newest: VectorSample? {
    guard let time = timestamps.last, let value = values.last else { return nil }
    return VectorSample(labels: labels, timestamp: Timestamp(milliseconds: time), value: value)
  }
}
