import Alerting
import LogStream
import MetricsModel
import Profiles
import PromQL
import Spelling

/// What panels, rules and queries can read now, and what is to be said of what they cannot.
struct OfferedMetrics {
  /// Who does not offer what is missing; nil where nobody can know, because no target answers.
  private let nobody: String?
  private let names: Set<String>
  private let numbers: Set<String>
  /// Names that rules are to record, of which there is no series.
  private let silent: Set<String>

  /// The names of all series, those that rules record, and the numbers of a recognition.
  init(
    _ series: Set<String>,
    recordedBy groups: [RuleGroup],
    _ recognition: Recognition,
    targets: [TargetStatus],
    remote: RemoteStatus?
  ) {
    let records = groups.flatMap(\.rules).filter { $0.kind == .record }.map(\.name)
    names = series.union(records).union(LogSnapshot.metricNames)
      .union([LogSource.latencies, "ALERTS", "ALERTS_FOR_STATE"])
    numbers = Set(recognition.choices.keys.map(\.recordName))
    silent = []
    let answering = targets.count(where: \.isAnswering)
    if targets.isEmpty, remote == nil {
      nobody = "nothing"
    } else if answering == targets.count, remote?.isAnswering ?? true {
      nobody = targets.isEmpty ? "no server" : "no target"
    } else {
      nobody = answering > 0 ? "no target that answers" : nil
    }
  }

  /// The names of all series, among them those of rules that have recorded any.
  init(_ series: Set<String>, recordings: Set<String>) {
    (nobody, names, numbers) = ("nothing", series, [])
    silent = recordings.subtracting(series)
  }

  /// A sentence for each metric without which an expression gives nothing.
  func remarks(on expression: Expr) -> [String] {
    guard let nobody else { return [] }
    return expression.missingMetrics { names.contains($0) || numbers.contains($0) }.sorted()
      .map { name in
        let known = Set(Concept.allCases.map(\.recordName))
        if known.contains(name) { return "nothing offers \(name)" }
        if silent.contains(name) { return "the recording rule \(name) gives no series" }
        let nearest = (name.hasPrefix("imtop:") ? known : names.union(silent)).nearest(to: name)
          .first
        return "\(nobody) offers \(name)" + (nearest.map { "; did you mean \($0)?" } ?? "")
      }
  }
}
