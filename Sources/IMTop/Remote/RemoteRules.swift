import Alerting
import MetricsClient
import MetricsModel
import PromQL

/// Has a Prometheus server compute what rules read of its series, where it is all that is watched.
///
/// The server answers in the background: a rule gets its newest answer at once, and a later one next time.
struct RemoteRules: RuleDelegate {
  /// For how many milliseconds an answer counts beyond the time at which the next one is asked for.
  private static let patience: Int64 = 60_000

  /// Answers queries.
  let history: RemoteHistory
  /// The conditions that narrow everything that is asked.
  let scope: [Matcher]
  /// The milliseconds between two times for which the server is asked.
  let step: Int64
  /// The names of series that are not the server's: the log's counts, and what imtop knows of itself.
  let isOwn: @Sendable (_ metric: String) -> Bool

  func holds(_ metric: String) -> Bool { !isOwn(metric) }

  func values(of part: Expr, at time: Timestamp) throws(PromQLError) -> DelegatedValues {
    let wanted = time.milliseconds.aligned(to: step)
    let lines: StepLines?
    do throws(RemoteSilence) {
      lines = try history.newest(try query(part), at: wanted, step: step)
    } catch {
      throw PromQLError(refusing: part, error.reason)
    }
    guard let lines, wanted - lines.end <= step + Self.patience else { throw silence(of: part) }
    guard !lines.isCut else { throw PromQLError(refusing: part, Self.tooMany(lines)) }
    let values = lines.values(from: lines.end, through: lines.end)
    let series = values.compactMap { labels, values in
      values.first.flatMap { $0 }.map {
        Series(labels: labels, timestamps: [lines.end], values: [$0])
      }
    }
    return DelegatedValues(series: series, isOutdated: lines.end < wanted)
  }

  func past(
    of part: Expr,
    from: Timestamp,
    through: Timestamp,
    step: Int64
  ) throws(PromQLError) -> [Series] {
    let text: String
    do throws(RemoteSilence) { text = try query(part) } catch {
      throw PromQLError(refusing: part, error.reason)
    }
    let (begin, end) = (from.milliseconds.aligned(to: step), through.milliseconds.aligned(to: step))
    if let refusal = history.refusal(text, step: step) {
      throw PromQLError(refusing: part, refusal)
    }
    let lines = history.lines(text, from: begin, through: end, step: step)
    guard let lines, lines.start <= begin else { throw silence(of: part) }
    guard !lines.isCut else { throw PromQLError(refusing: part, Self.tooMany(lines)) }
    return lines.lines.map { labels, values in
      Series(labels: labels, values: values, from: lines.start, step: step)
    }
  }

  private func query(_ part: Expr) throws(RemoteSilence) -> String {
    guard let narrowed = try? part.addingMatchers({ _ in scope }) else {
      throw RemoteSilence("the query cannot be narrowed to what is watched")
    }
    return narrowed.description
  }

  private static func tooMany(_ lines: StepLines) -> String {
    "the server gives more than \(lines.lines.count) series"
  }

  /// Why there is no answer that could count.
  private func silence(of part: Expr) -> PromQLError {
    if case .down(let reason) = history.status.health {
      return PromQLError(refusing: part, reason)
    }
    return PromQLError(awaiting: part)
  }
}

extension Series {
  /// The values at steps, with a staleness marker where one has none after one that has.
  fileprivate init(labels: Labels, values: [Double?], from start: Int64, step: Int64) {
    self.init(labels: labels)
    for (index, value) in values.enumerated() {
      let hasEnded = value == nil && self.values.last.map { !$0.isStale } ?? false
      guard let value = value ?? (hasEnded ? .stale : nil) else { continue }
      timestamps.append(start + Int64(index) * step)
      self.values.append(value)
    }
  }
}
