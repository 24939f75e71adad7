import Alerting
import LogModel
import LogStream
import MetricsClient
import MetricsModel
import Profiles

/// What `imtop check` found out of targets, logs, rules and panels.
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
  /// How the rules stood when they were evaluated last.
  var statuses: [AlertStatus] = []
  /// What panels and rules can read.
  var offered: OfferedMetrics?

  /// Everything that was found, in the order of what it is about.
  var findings: [CheckFinding] {
    targets.map(Self.finding) + targetRemarks.map { CheckFinding(.doubtful, .targets, $0) }
      + (remote.map { [Self.finding($0)] } ?? []) + logFindings + recognised + numbers
      + ruleFindings + panelFindings
  }
}
