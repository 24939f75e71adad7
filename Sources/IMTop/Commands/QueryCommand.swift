import ArgumentParser
import Foundation
import HTTPFetch
import MetricsClient
import MetricsModel
import Profiles
import PromQL
import SeriesStore

/// Evaluates PromQL once against targets that are scraped for it.
struct QueryCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Evaluate PromQL against what targets export now.",
    discussion: """
      EXAMPLES:
        imtop query 'sum by (status) (rate(http_requests_total[1m]))' :8080
        imtop query 'topk(3, im_messages_total)' gw-1:8080 gw-2:8080 --format json

      An expression with a window, such as rate(x[1m]), needs samples to look back on: the targets
      are then scraped once a second for --collect.
      """
  )

  @Argument(help: "The expression.")
  var expression: String

  @Argument(
    help: "The targets: :8080, host:9100/metrics, https://… (default: the configuration's)."
  )
  var targets: [String] = []

  @Option(help: "How to print the answer: table or json.")
  var format = Format.table

  @Option(help: ArgumentHelp("How long to collect samples for windows.", valueName: "duration"))
  var collect = DurationArgument(seconds: 3)

  @Option(help: ArgumentHelp("Read this configuration.", valueName: "file"))
  var config: String?

  func run() async throws {
    let parsed: Expr
    do throws(PromQLError) {
      parsed = try PromQL.parse(expression)
    } catch {
      ProgramExit.complain("the expression was not understood:\n\(error.rendered(in: expression))")
      throw ProgramExit.usage
    }
    let configuration = try ConfigurationFile.load(
      path: config,
      environment: ProcessInfo.processInfo.environment
    )
    let chosen = targets.isEmpty ? configuration.targets : targets.map { .init(url: $0) }
    guard !chosen.isEmpty else { throw CommandLineError.nothingToWatch }
    let collector = try TargetCollector(targets: chosen)
    let speaksOfConcepts = parsed.metricNames?.contains { $0.hasPrefix("imtop:") } ?? false
    let duration = parsed.readsWindows || speaksOfConcepts ? collect.seconds : 0
    guard await collector.collect(seconds: duration) else { throw ProgramExit.unreachable }
    do throws(PromQLError) {
      let expanded = try parsed.expanding(Self.definitions(collector.store))
      let value = try Evaluator(source: collector.store).instant(expanded, at: .wallClock)
      print(format == .json ? QueryOutput.json(value) : QueryOutput.table(value))
    } catch {
      ProgramExit.complain("\(error.rendered(in: expression))")
      throw ProgramExit.usage
    }
  }
}

extension QueryCommand {
  /// What `imtop:connections` and its kin stand for on what was scraped.
  private static func definitions(_ store: MetricsStore) -> [String: Expr] {
    guard let profiles = try? Profile.builtin(), let log = try? Profile.log() else { return [:] }
    let now = Timestamp.wallClock
    let range = TimeRange(from: now.advanced(bySeconds: -300), through: now)
    return Recognition(
      profiles: profiles,
      log: log,
      source: store,
      logSource: SilentSource(),
      range: range,
      logRange: range
    ).definitions
  }
}

extension DurationArgument {
  init(seconds: Double) { self.seconds = seconds }

  var defaultValueDescription: String { "\(Int(seconds))s" }
}
