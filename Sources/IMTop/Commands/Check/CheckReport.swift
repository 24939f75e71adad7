import Alerting
import Charts
import LogModel
import LogStream
import MetricsClient
import MetricsModel
import Profiles
import PromQL

/// What `imtop check` found out, as text: a line a finding, ✓ or ✗ in front.
struct CheckReport {
  var targets: [TargetStatus]
  /// What of the files that name targets is left out.
  var targetRemarks: [String] = []
  var logs: [LogSourceStatus]
  /// Which of the logs, by index, are streams, and for how many seconds they were listened to.
  var streams: Set<Int> = []
  var listened = 0.0
  /// Records of each log, in the order of `logs`.
  var samples: [LogSamples] = []
  var remote: RemoteStatus?
  var recognition: Recognition
  /// The configuration's panels.
  var panels: [ConfiguredPanel] = []
  /// What of them, and of the profiles' panels, cannot be computed.
  var panelTroubles: [EvaluationTrouble] = []
  /// The rules of the configuration's files.
  var rules: [Rule] = []
  /// What of them, and of the built-in ones, cannot be evaluated.
  var ruleTroubles: [EvaluationTrouble] = []
  /// What panels and rules can read.
  var offered: OfferedMetrics?

  /// Whether something is wrong.
  var hasTrouble: Bool {
    targets.contains { !$0.isAnswering || $0.samples == 0 }
      || logs.contains { $0.isDown || $0.isGibberish }
      || !(remote?.isAnswering ?? true) || !panelTroubles.isEmpty
      || !ruleTroubles.isEmpty
  }

  /// The findings, the profile that was recognised, and what each number is computed from.
  var text: String {
    let logLines = logs.enumerated().flatMap { index, log in
      Self.lines(log, silentFor: streams.contains(index) ? listened : nil)
        + (samples.indices.contains(index) ? SampleText.lines(samples[index]) : [])
    }
    let findings =
      targets.flatMap(Self.lines) + targetRemarks.map { "  \($0)" }
      + (remote.map(Self.lines) ?? []) + logLines
    return (findings + ruleLines + panelLines + profileLines + choiceLines).joined(separator: "\n")
  }

  static func lines(_ target: TargetStatus) -> [String] {
    // Targets of a Prometheus configuration may differ in their jobs alone.
    let job = target.job == TargetConfiguration.usualJob ? "" : " (\(target.job))"
    let name = "target \(target.instance)\(job)"
    switch target.health {
    case .down(let reason): return ["✗ \(name): \(reason)"]
    case .unknown: return ["✗ \(name): no answer yet from \(target.url)"]
    case .up, .slow:
      let duration = target.duration.map { Unit.seconds.format($0) } ?? "?"
      guard target.samples > 0 else {
        return [
          "✗ \(name): the page at \(target.url) has no sample; is it the metrics page?"
        ]
      }
      var text = "✓ \(name): \(target.samples) samples in \(duration)"
      if target.suspicious > 0 { text += ", \(target.suspicious) lines accepted with a doubt" }
      if target.droppedSamples > 0 { text += ", \(target.droppedSamples) dropped by relabelling" }
      if target.refusedSeries > 0 { text += ", \(target.refusedSeries) series over the limit" }
      return [text]
        + target.findings.map { finding in
          "  \(finding.count) \(finding.kind.rawValue), such as \(finding.example)"
        }
    }
  }

  private static func lines(_ remote: RemoteStatus) -> [String] {
    let name = remote.server.isEmpty ? "" : " (\(remote.server))"
    let remarks =
      remote.warnings.map { "  it warns: \($0)" } + remote.refusals.map { "  it \($0)" }
    switch remote.health {
    case .down(let reason): return ["✗ prometheus: \(reason)"] + remarks
    case .unknown: return ["✗ prometheus: no answer yet from \(remote.url)"]
    case .up, .partial:
      var text = "✓ prometheus \(remote.url)\(name): \(remote.metrics ?? 0) metrics"
      if let duration = remote.duration { text += ", answers in \(Unit.seconds.format(duration))" }
      if !remote.scope.isEmpty { text += "; \(remote.scope)" }
      if remote.health == .partial { text += "; its answers lack a part of the data" }
      return [text] + remarks
    }
  }

  private static func lines(_ source: LogSourceStatus, silentFor seconds: Double?) -> [String] {
    if case .down(let reason) = source.health { return ["✗ log \(source.name): \(reason)"] }
    if source.lines == 0, source.health == .following || source.health == .ended {
      guard let seconds, source.health == .following else {
        return ["✓ log \(source.name): it can be read, but is empty"]
      }
      let time = Unit.seconds.format(seconds)
      return ["✓ log \(source.name): it is open, but no line came in \(time)"]
    }
    var text = "\(source.isGibberish ? "✗" : "✓") log \(source.name): \(source.lines) lines"
    if !source.inferred.isEmpty { text += ", \(source.inferred)" }
    if let role = source.role {
      text += ", role \(role.rawValue)"
      if !source.roleReason.isEmpty { text += " (\(source.roleReason))" }
    }
    if let instance = source.instance { text += ", instance \(instance)" }
    switch source.counting {
    case .all: break
    case .failuresOfEdge:
      text += "\n  its requests are counted at the gateway, but for failures that it alone saw"
    case .none: text += "\n  its requests are counted at the edge"
    }
    if source.gaps > 0 {
      text +=
        "\n  \(source.gaps) stretches were gone, or could not be unpacked, when they were to be read"
    }
    guard !source.isGibberish else {
      return [text, "  \(source.notUnderstood) lines had no known form; is it a log?"]
    }
    guard source.notUnderstood > 0 else { return [text] }
    return [text, "  \(source.notUnderstood) lines had no known form and were kept as text"]
  }

  /// The most remarks of a kind that are told.
  private static let remarkLimit = 40

  /// Why rules cannot be evaluated, and what the configuration's rules read that nothing offers.
  var ruleLines: [String] {
    let troubles = ruleTroubles.flatMap {
      ["✗ \($0.subject): \($0.message)", "  in \($0.expression)"]
    }
    let remarks = rules.flatMap { rule in
      offered?.remarks(on: rule.expression).map { "  \(rule.checkedName): \($0)" } ?? []
    }
    return troubles + Self.bounded(remarks, "rules")
  }

  /// Of each panel what it reads that nothing offers, and why it cannot be computed.
  var panelLines: [String] {
    let troubles = panelTroubles.flatMap { trouble in
      [
        "✗ \(trouble.subject): \(trouble.message)",
        "  in \(trouble.expression)",
      ]
    }
    guard !panels.isEmpty else { return troubles }
    let missing = panels.flatMap { panel -> [String] in
      let expressions = panel.queries.compactMap { try? PromQL.parse($0.expression) }
      let remarks = expressions.flatMap { offered?.remarks(on: $0) ?? [] }
      return Set(remarks).sorted().map { "  \(panel.checkedName): \($0)" }
    }
    let isRight = panelTroubles.allSatisfy { trouble in
      !panels.contains { $0.checkedName == trouble.subject }
    }
    return ["\(isRight ? "✓" : "✗") panels: \(panels.count)"] + Self.bounded(missing, "panels")
      + troubles
  }

  private static func bounded(_ remarks: [String], _ what: String) -> [String] {
    guard remarks.count > remarkLimit else { return remarks }
    let rest = remarks.count - remarkLimit
    // Where much is missing on purpose, what looks misspelt must not be left out.
    let misspelt = remarks.filter { $0.contains("; did you mean ") }
    let others = remarks.filter { !$0.contains("; did you mean ") }
    return (misspelt + others).prefix(remarkLimit) + ["  … and \(rest) further remarks on \(what)"]
  }

  /// Which profiles matched and why, with what is known to mislead about such servers.
  private var profileLines: [String] {
    let matched = recognition.matched
    guard !matched.isEmpty else { return ["  no server was recognised by its metrics"] }
    return ["✓ recognised: \(matched.map(\.title).joined(separator: ", "))"]
      + matched.flatMap { profile -> [String] in
        let names = recognition.evidence[profile.name] ?? []
        let why = "  \(profile.title) by \(names.joined(separator: ", "))  (\(profile.file))"
        let panels = profile.panels.map(\.title).joined(separator: ", ")
        return [why] + (panels.isEmpty ? [] : ["    panels: \(panels)"])
          + profile.traps.map { "    note: \($0)" } + profile.logHints.map { "    log: \($0)" }
      }
  }

  private var choiceLines: [String] {
    let offered = Concept.allCases.compactMap { concept in
      recognition.choices[concept].map { "  \(concept.recordName) = \($0.source)  (\($0.profile))" }
    }
    let missing = Concept.allCases.filter { recognition.choices[$0] == nil }.map(\.recordName)
    return missing.isEmpty
      ? offered : offered + ["  nothing offers \(missing.joined(separator: ", "))"]
  }
}

extension TargetStatus {
  /// Whether the last scrape worked.
  var isAnswering: Bool { health == .up || health == .slow }
}

extension RemoteStatus {
  /// Whether the last question was answered.
  var isAnswering: Bool { health == .up || health == .partial }
}

extension LogSourceStatus {
  /// Whether it has been opened, and its past read.
  var isSettled: Bool {
    switch health {
    case .unknown, .loading: false
    case .following, .ended, .down: true
    }
  }

  /// Whether most of its lines have no form that a log would have.
  var isGibberish: Bool { lines >= 10 && notUnderstood > lines / 2 }

  /// Whether the source cannot be read.
  var isDown: Bool {
    if case .down = health { return true }
    return false
  }
}

extension String {
  /// The text with everything that a terminal must not see made visible, line by line.
  var printableLines: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { PrintableText.of(String($0)) }.joined(separator: "\n")
  }

  /// The same on one line.
  var printable: String { PrintableText.of(self) }
}
