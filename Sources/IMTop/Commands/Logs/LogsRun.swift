import Foundation
import Glibc
import LogModel
import LogStream

/// One run of `imtop logs`: searches one log after the other and prints what is found.
struct LogsRun {
  private let command: LogsCommand
  private let filter: Filter
  /// How many logs are searched.
  private let count: Int
  private let output: HitOutput
  private var joined = JoinedStatistics()
  private var records = 0

  /// Records found in all logs.
  private(set) var matches = 0
  /// Whether a log could not be read.
  private(set) var hasFailed = false

  /// A run that has found nothing yet.
  init(command: LogsCommand, filter: Filter, count: Int) {
    self.command = command
    self.filter = filter
    self.count = count
    self.output = HitOutput(command: command)
  }

  private var hasSeveral: Bool { count > 1 }

  /// Searches one log.
  mutating func search(_ file: String) async throws {
    let goal = command.form.goal(context: command.context)
    let outcome = try await outcome(file, goal)
    matches += outcome.matches
    records += outcome.records
    if let failure = outcome.failure {
      ProgramExit.complain(about: file, failure)
      hasFailed = true
    } else if goal == .count {
      print(hasSeveral ? "\(file):\(outcome.matches)".printableLines : "\(outcome.matches)")
    }
    joined.add(outcome, of: file)
    if outcome.notUnderstood > 0 {
      ProgramExit.complain(
        "\(file): \(outcome.notUnderstood) of \(outcome.records) lines had no known form "
          + "and were taken as text"
      )
    }
  }

  /// Prints what is known only at the end.
  mutating func finish() {
    output.finish()
    let form = command.form
    let style = OutputStyle(hasColor: command.color.isOn)
    joined.join()
    let statistics = joined.statistics
    var text: String?
    if form.stats {
      text =
        form.json
        ? StatisticsJSON.text(joined, of: records)
        : StatisticsText.text(joined, of: records, style)
    } else if let field = form.field {
      for note in StatisticsText.notes(joined) { ProgramExit.complain(note) }
      text =
        form.json
        ? StatisticsJSON.values(statistics) : StatisticsText.values(joined, of: field, style)
    } else if form.histogram {
      text =
        form.json ? StatisticsJSON.histogram(statistics) : HistogramText.text(statistics, style)
    }
    guard let text, matches > 0 || form.json else { return }
    _ = OutputLine.write(Array(text.utf8), atOnce: false)
  }

  private func outcome(_ file: String, _ goal: SearchGoal) async throws -> LogSearch.Outcome {
    var options = LogSearchOptions(goal: goal, now: .wallClock)
    options.mask = SecretMask(showsSecrets: command.showSecrets)
    options.follows = command.follow
    options.isOneOfSeveral =
      hasSeveral && count <= JoinedStatistics.bound && command.form.countsRequestsOnce
    let location = try LogLocation(parsing: file.withHomeExpanded)
    let prefix = hasSeveral ? "\(file):".printableLines : ""
    let output = output
    let search = options
    let filter = filter
    let follows = command.follow
    let showsProgress = !follows && isatty(STDERR_FILENO) == 1
    return await MainThread.run {
      let progress = ProgressLine(file: file, isShown: showsProgress)
      defer { progress.clear() }
      var seen = -1
      return LogSearch(
        filter,
        in: location,
        options: search,
        onTrouble: { ProgramExit.complain(about: file, $0) },
        onProgress: { state in
          progress.show(state)
          // All that stands in the log has been seen when nothing is left and nothing has come since.
          if follows, state.lagBytes == 0, state.records == seen { output.finish() }
          seen = state.records
        },
        onHit: { output.add($0, prefix: prefix) }
      ).run()
    }
  }
}
