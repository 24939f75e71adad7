import Charts
import MetricsClient
import MetricsModel

extension CheckReport {
  /// Whether a target answers, and what its page hardly means.
  static func finding(_ target: TargetStatus) -> CheckFinding {
    // Targets of a Prometheus configuration may differ in their jobs alone.
    let job = target.job == TargetConfiguration.usualJob ? "" : " (\(target.job))"
    let name = "target \(target.instance)\(job)"
    func trouble(_ reason: String) -> CheckFinding {
      CheckFinding(.wrong, .targets, "\(name): \(reason)")
    }
    switch target.health {
    case .down(let reason): return trouble(reason)
    case .unknown: return trouble("no answer yet from \(target.url)")
    case .up, .slow:
      guard target.samples > 0 else {
        return trouble("the page at \(target.url) has no sample; is it the metrics page?")
      }
      let duration = target.duration.map { Unit.seconds.format($0) } ?? "?"
      var text = "\(name): \(target.samples) samples in \(duration)"
      if target.suspicious > 0 { text += ", \(target.suspicious) lines accepted with a doubt" }
      if target.droppedSamples > 0 { text += ", \(target.droppedSamples) dropped by relabelling" }
      if target.refusedSeries > 0 { text += ", \(target.refusedSeries) series over the limit" }
      let isDoubtful =
        target.suspicious > 0 || target.refusedSeries > 0 || !target.findings.isEmpty
      return CheckFinding(
        isDoubtful ? .doubtful : .fine,
        .targets,
        text,
        details: target.findings.map {
          "\($0.count) \($0.kind.rawValue), such as \($0.example)"
        }
      )
    }
  }

  /// Whether the Prometheus server answers, and what it says beside.
  static func finding(_ remote: RemoteStatus) -> CheckFinding {
    let remarks = remote.warnings.map { "it warns: \($0)" } + remote.refusals.map { "it \($0)" }
    switch remote.health {
    case .down(let reason):
      return CheckFinding(.wrong, .servers, "prometheus: \(reason)", details: remarks)
    case .unknown:
      return CheckFinding(.wrong, .servers, "prometheus: no answer yet from \(remote.url)")
    case .up, .partial:
      let name = remote.server.isEmpty ? "" : " (\(remote.server))"
      var text = "prometheus \(remote.url)\(name): \(remote.metrics ?? 0) metrics"
      if let duration = remote.duration { text += ", answers in \(Unit.seconds.format(duration))" }
      if !remote.scope.isEmpty { text += "; \(remote.scope)" }
      if remote.health == .partial { text += "; its answers lack a part of the data" }
      let isWhole = remote.health == .up && remarks.isEmpty
      return CheckFinding(isWhole ? .fine : .doubtful, .servers, text, details: remarks)
    }
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
