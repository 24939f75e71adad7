import Alerting
import ArgumentParser
import Foundation
import LogModel
import LogStream
import MetricsModel
import Profiles
import PromQL
import StrictYAML
import Terminal

/// Says whether the configuration is right and everything in it can be reached.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate configuration and rules, and try every target and log.",
    discussion: """
      EXAMPLES:
        imtop check
        imtop check --config ./imtop.yml
        imtop check :8080 /var/log/im.log

      What is right comes first (✓), then what is doubtful (!), and last what is wrong (✗). \
      Exit code 1 says that trouble was found.
      """
  )

  @OptionGroup var sources: SourceOptions

  @Option(help: ArgumentHelp("The longest time to try.", valueName: "duration"))
  var wait = DurationArgument(seconds: 6)

  @Flag(
    name: .shortAndLong,
    help: "Tell everything: of servers their panels and traps, of numbers their PromQL."
  )
  var verbose = false

  /// How many rules there are, and which of them stand in the place of built-in ones.
  static func summary(_ groups: [RuleGroup], replacing names: [String]) -> String {
    let own = groups.filter { !$0.isBuiltin }.reduce(0) { $0 + $1.rules.count }
    let builtin = groups.filter(\.isBuiltin).reduce(0) { $0 + $1.rules.count }
    let replaced = names.isEmpty ? "" : ", \(names.joined(separator: ", ")) not as built in"
    let counts = (own > 0 ? ["\(own) from files"] : []) + ["\(builtin) built in"]
    return "rules: \(counts.joined(separator: ", "))\(replaced)"
  }

  func run() async throws {
    let (configuration, groups) = try read()
    let session: Session
    do {
      session = try Session(configuration, auditsPages: true, post: { _ in })
    } catch {
      print(text.drawn("✗ \(error)".printableLines))
      throw ProgramExit.negative
    }
    guard !configuration.isEmpty else {
      print(text.drawn("✗ there is no target and no log to try"))
      throw ProgramExit.negative
    }
    session.start()
    let deadline = ContinuousClock.now + .seconds(wait.seconds)
    while !session.isSettled || !session.hasJudgedRules, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(50))
    }
    let streams = Set(
      configuration.logs.indices.filter { configuration.logs[$0].location.isStream }
    )
    let silence = try await listen(to: streams, session, until: deadline)
    session.stop()
    let findings = report(
      session,
      configuration,
      groups,
      streams: streams,
      listened: silence
    ).findings
    for line in text.lines(findings) + [text.verdict(findings)] { print(line) }
    if findings.contains(where: { $0.mark == .wrong }) { throw ProgramExit.negative }
  }

  /// What a session has found out that listened to its streams for so many seconds.
  private func report(
    _ session: Session,
    _ configuration: Configuration,
    _ groups: [RuleGroup],
    streams: Set<Int>,
    listened: Double
  ) -> CheckReport {
    let recognition = session.recognition()
    let own = groups.filter { !$0.isBuiltin }
    let doubts = session.doubts(of: configuration.panels, own)
    return CheckReport(
      targets: session.targetStatuses,
      targetRemarks: session.targetRemarks,
      logs: session.logStatuses,
      streams: streams,
      listened: listened,
      samples: session.logSamples(),
      remote: session.remoteStatus,
      recognition: recognition,
      panels: configuration.panels,
      panelTroubles: session.troubles(
        of: configuration.panels + recognition.matched.flatMap(\.panels)
      ) + doubts.panels,
      rules: own.flatMap(\.rules),
      ruleTroubles: session.troubles(of: groups) + doubts.rules,
      statuses: session.ruleStatuses,
      offered: OfferedMetrics(
        session.ruleSeriesNames,
        recordedBy: groups,
        recognition,
        targets: session.targetStatuses,
        remote: session.remoteStatus
      )
    )
  }

  /// The configuration and its rules, once everything that is named in files can be read; what cannot is
  /// printed, all of it.
  private func read() throws -> (Configuration, [RuleGroup]) {
    var mistakes: [DocumentError] = []
    let configuration: Configuration
    let all: [RuleGroup]
    do {
      configuration = try sources.configuration(noting: &mistakes)
      _ = try DashboardSettings.make(configuration)
      all = try RuleFiles.groups(configuration, noting: &mistakes)
    } catch {
      print(text.drawn("✗ \(error)".printableLines))
      throw ProgramExit.negative
    }
    _ = mistakes.noting { () throws(DocumentError) in try ProfileFiles.profiles(configuration) }
    for file in configuration.scrapeConfigs {
      let read = mistakes.noting { () throws(DocumentError) in try ScrapeConfigFile(at: file.path) }
      mistakes += read?.troubles(file.path) ?? []
    }
    guard mistakes.isEmpty else {
      print(text.drawn(Self.text(of: mistakes).printableLines))
      throw ProgramExit.negative
    }
    let groups = all.withoutReplacedBuiltins
    let file = configuration.file ?? "none, the built-in settings"
    let summary = Self.summary(groups, replacing: all.replacedBuiltins)
    let findings = [
      CheckFinding(.fine, .rules, "configuration: \(file)"), CheckFinding(.fine, .rules, summary),
    ]
    for line in text.lines(findings) { print(line) }
    return (configuration, groups)
  }

  /// How findings are written on standard output.
  private var text: CheckText {
    CheckText(
      isVerbose: verbose,
      width: OutputWidth.columns,
      style: OutputStyle(hasColor: ColorChoice.auto.isOn),
      glyphs: LocaleGlyphs.adopt(choice: nil, term: "")
    )
  }

  /// The most mistakes that are told.
  private static let mistakeLimit = 50

  /// A line for each mistake, as far as they are worth reading at once.
  static func text(of mistakes: [DocumentError]) -> String {
    let told = mistakes.prefix(mistakeLimit).map { "✗ \($0)" }
    let rest = mistakes.count - told.count
    return (told + (rest > 0 ? ["✗ … and \(rest) further mistakes"] : [])).joined(separator: "\n")
  }

  /// Waits for what streams bring: some seconds, and up to the deadline while one of them, by its index
  /// among the logs, has brought nothing; for how many seconds.
  private func listen(
    to streams: Set<Int>,
    _ session: Session,
    until deadline: ContinuousClock.Instant
  ) async throws -> Double {
    let begin = ContinuousClock.now
    let enough = min(deadline, begin + .seconds(3))
    func wants() -> Bool {
      let statuses = session.logStatuses
      let open = streams.filter {
        statuses.indices.contains($0) && statuses[$0].health == .following
      }
      let isSilent = open.contains { statuses[$0].lines == 0 }
      return ContinuousClock.now < (isSilent ? deadline : open.isEmpty ? begin : enough)
    }
    while wants() { try await Task.sleep(for: .milliseconds(50)) }
    while !session.isSettled, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(50))
    }
    return (ContinuousClock.now - begin) / .seconds(1)
  }
}
