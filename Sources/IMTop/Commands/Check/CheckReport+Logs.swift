import Charts
import LogModel
import LogStream

extension CheckReport {
  /// Of each log whether it can be read, as what, a sample, and what was not understood.
  var logFindings: [CheckFinding] {
    logs.indices.map { index in
      Self.finding(
        logs[index],
        samples.indices.contains(index) ? samples[index] : nil,
        silentFor: streams.contains(index) ? listened : nil
      )
    }
  }

  private static func finding(
    _ source: LogSourceStatus,
    _ samples: LogSamples?,
    silentFor seconds: Double?
  ) -> CheckFinding {
    let name = "log \(source.name)"
    if case .down(let reason) = source.health {
      return CheckFinding(.wrong, .logs, "\(name): \(reason)")
    }
    if source.lines == 0, source.health == .following || source.health == .ended {
      guard let seconds, source.health == .following else {
        return CheckFinding(.doubtful, .logs, "\(name): it can be read, but is empty")
      }
      let time = Unit.seconds.format(seconds)
      return CheckFinding(.doubtful, .logs, "\(name): it is open, but no line came in \(time)")
    }
    var details: [String] = []
    switch source.counting {
    case .all: break
    case .failuresOfEdge:
      details = ["its requests are counted at the gateway, but for failures that it alone saw"]
    case .none: details = ["its requests are counted at the edge"]
    }
    if source.gaps > 0 {
      details.append(
        "\(source.gaps) stretches were gone, or could not be unpacked, when they were to be read"
      )
    }
    details += samples.map(SampleText.understood) ?? []
    if source.notUnderstood > 0 {
      let count = "not understood: \(source.notUnderstood) of \(source.lines) lines"
      details.append(count + (source.isGibberish ? "; is it a log?" : ", kept as text"))
    }
    details += samples.map(SampleText.unknown) ?? []
    let isWhole = source.gaps == 0 && source.notUnderstood == 0
    return CheckFinding(
      source.isGibberish ? .wrong : isWhole ? .fine : .doubtful,
      .logs,
      "\(name): \(recognition(of: source))",
      details: details
    )
  }

  /// How many lines there are, and as what they were recognised.
  private static func recognition(of source: LogSourceStatus) -> String {
    var text = source.lines == 1 ? "1 line" : "\(source.lines) lines"
    if !source.inferred.isEmpty { text += ", \(source.inferred)" }
    if let role = source.role {
      text += ", role \(role.rawValue)"
      if !source.roleReason.isEmpty { text += " (\(source.roleReason))" }
    }
    if let instance = source.instance { text += ", instance \(instance)" }
    return text
  }
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
