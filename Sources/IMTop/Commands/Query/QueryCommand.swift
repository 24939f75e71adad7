import ArgumentParser
import Foundation
import MetricsClient
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
      for --collect: as long as the range, or for windows three seconds, up to fifteen where that is \
      enough for them. A longer window, such as rate(x[1m]), is cut to what was scraped, which is \
      told on standard error. ^C answers with what has been collected. A Prometheus server gives the \
      time before, or answers alone where nothing else is named. Recording rules of the \
      configuration are computed where the expression reads them.
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
    let data = try QueryData(try configuration(), for: parsed)
    let reply: QueryReply
    do {
      reply = try await answer(to: parsed, data)
    } catch {
      await data.stop()
      throw error
    }
    await data.stop()
    let output = QueryOutput(
      unit: (unit ?? .fitting(parsed)).unit,
      isExact: unit == .some(.none),
      time: data.end
    )
    print(output.text(of: reply, as: chosenFormat))
  }

  /// Collects what the expression needs and evaluates it; what went wrong has been said when it throws.
  private func answer(to parsed: Expr, _ data: QueryData) async throws -> QueryReply {
    var evaluation = QueryEvaluation(
      text: expression,
      parsed: parsed,
      data: data,
      rangeSeconds: range?.seconds,
      stepSeconds: step?.seconds
    )
    let isReached = await data.collect(
      seconds: collect?.seconds ?? evaluation.collectingSeconds,
      listening: collect?.seconds,
      metrics: evaluation.metricNames
    ) { seconds in
      // Without a past there is no more than that.
      if let range, !data.hasPast { evaluation.rangeSeconds = min(range.seconds, seconds) }
    }
    guard isReached else { throw ProgramExit.unreachable }
    do {
      let reply = try await evaluation.reply()
      for remark in reply.remarks { ProgramExit.complain(remark.advice) }
      return reply
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
    var named = try Configuration(watching: sources)
    named.scrapeConfigs = remote.scrapeConfigs
    try configuration.watch(named)
    remote.apply(to: &configuration)
    if let range { configuration.historySeconds = max(configuration.historySeconds, range.seconds) }
    return configuration
  }
}
