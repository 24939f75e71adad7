import Foundation
import Glibc
import LogModel
import LogStream
import MetricsModel

/// One run of `imtop logs`: searches one log after the other, or follows all at once, and prints what is
/// found.
struct LogsRun {
  private let command: LogsCommand
  private let filter: Filter
  /// What is searched, as it was named.
  private let places: [String]
  /// What relative times in the filter count from; nil for now.
  private var filterNow: Timestamp?
  private let output: HitOutput
  private var joined = JoinedStatistics()
  private var records = 0
  /// What finds fields of the filter that no record of a log has, of the last logs; and how many there are.
  private var strangers: (last: [@Sendable () -> [StrangeField]], logs: Int) = ([], 0)
  /// Of more logs the last are looked at, since their last records are held for it.
  private static let strangerLimit = 4

  /// Records found in all logs.
  private(set) var matches = 0
  /// Whether a log could not be read.
  private(set) var hasFailed = false
  /// Whether fields were asked for by name and no record found has one of them.
  private(set) var hasNoField = false

  /// A run that has found nothing yet.
  init(command: LogsCommand, filter: Filter, places: [String]) {
    self.command = command
    self.filter = filter
    self.places = places
    self.output = HitOutput(command: command)
  }

  private var hasSeveral: Bool { places.count > 1 }

  /// Searches everything.
  mutating func searchAll() async throws {
    guard !command.follow else { return try await search(places) }
    let locations = try places.map(Self.location)
    if filter.followsClock(at: .wallClock, zone: .local) {
      filterNow = await MainThread.run {
        locations.compactMap { $0.lastTime(zone: .local) }.max()
      }
    }
    for place in places { try await search([place]) }
  }

  /// Searches some of the places at once.
  private mutating func search(_ files: [String]) async throws {
    let goal = command.form.goal(context: command.context)
    let outcome = try await outcome(files, goal)
    let name = files.joined(separator: ", ")
    matches += outcome.matches
    records += outcome.records
    if outcome.records > 0 {
      strangers.last = strangers.last.suffix(Self.strangerLimit - 1) + [outcome.strangeFields]
      strangers.logs += 1
    }
    // Nothing came from standard input, which stands for a file that was named in another place.
    if command.files.isEmpty, records == 0, let mistake = command.fileForFilter { throw mistake }
    if let failure = outcome.failure {
      ProgramExit.complain(about: name, failure)
      hasFailed = true
    } else if goal == .count {
      tellCount(outcome.matches, of: name)
    }
    joined.add(outcome, of: name)
    if outcome.notUnderstood > 0 {
      ProgramExit.complain(
        "\(name): \(outcome.notUnderstood) of \(outcome.records) lines had no known form "
          + "and were taken as text"
      )
    }
  }

  private func tellCount(_ count: Int, of name: String) {
    if command.form.json {
      print(JSONLine.text(["log": name, "records": count]))
    } else {
      print(hasSeveral ? "\(name):\(count)".printableLines : "\(count)")
    }
  }

  private static func location(_ place: String) throws -> LogLocation {
    try LogLocation(parsing: place.withHomeExpanded)
  }

  /// Prints what is known only at the end, and behind it which fields of the filter no log has.
  mutating func finish() {
    tellWhole()
    guard !command.follow else { return }
    fflush(nil)
    MissingFields.tell(strangeFields)
    if matches == 0 { for hint in filter.hints { ProgramExit.complain(hint) } }
  }

  /// Fields of the filter that no log has.
  private var strangeFields: [StrangeField] {
    let found = strangers.last.map { $0() }
    let isCertain = strangers.logs == found.count
    return (found.last ?? []).compactMap { field in
      let same = found.compactMap { $0.first { $0.name == field.name } }
      guard same.count == found.count else { return nil }
      let all = isCertain && same.allSatisfy(\.isCertain)
      return StrangeField(name: field.name, nearest: field.nearest, isCertain: all)
    }
  }

  private mutating func tellWhole() {
    output.finish()
    hasNoField = output.hasNoField
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
      if matches > 0, statistics.values.isEmpty {
        MissingFields([field], beside: statistics.otherFields).tell()
        hasNoField = true
        guard form.json else { return }
      }
      text =
        form.json
        ? StatisticsJSON.values(statistics) : StatisticsText.values(joined, of: field, style)
    } else if form.histogram {
      for note in StatisticsText.notes(joined) { ProgramExit.complain(note) }
      text =
        form.json ? StatisticsJSON.histogram(statistics) : HistogramText.text(statistics, style)
    }
    guard let text, matches > 0 || form.json else { return }
    _ = OutputLine.write(Array(text.utf8), atOnce: false)
  }

  private func outcome(_ files: [String], _ goal: SearchGoal) async throws -> LogSearch.Outcome {
    var options = LogSearchOptions(goal: goal, now: .wallClock)
    options.filterNow = filterNow
    options.mask = SecretMask(showsSecrets: command.showSecrets)
    options.follows = command.follow
    if places.count <= JoinedStatistics.bound, command.form.countsRequestsOnce {
      options.comparedLogs = places.count
    }
    let locations = try files.map(Self.location)
    let prefixes = zip(files, locations).map { file, location in
      location.hasSeveral && command.follow ? nil : hasSeveral ? "\(file):".printableLines : ""
    }
    let output = output
    let search = options
    let filter = filter
    let follows = command.follow
    let showsProgress = !follows && isatty(STDERR_FILENO) == 1
    return await MainThread.run {
      let progress = ProgressLine(file: files.first ?? "", isShown: showsProgress)
      defer { progress.clear() }
      var hasLooked = false
      return LogSearch(
        filter,
        in: locations,
        options: search,
        onTrouble: { location, reason in
          ProgramExit.complain(
            about: files.indices.contains(location) ? files[location] : "",
            reason
          )
        },
        onProgress: { state in
          progress.show(state)
          guard follows, state.hasReadPast, !hasLooked else { return }
          hasLooked = true
          output.finish()
          MissingFields.tell(state.strangeFields())
        },
        onHit: { hit in
          output.add(hit, prefix: prefixes[hit.location] ?? "\(hit.source):".printableLines)
        }
      ).run()
    }
  }
}

extension LogLocation {
  /// Whether it may stand for more than one log.
  fileprivate var hasSeveral: Bool {
    switch self {
    case .glob, .directory: true
    case .file(let path):
      (try? FileManager.default.attributesOfItem(atPath: path))?[.type]
        as? FileAttributeType == .typeDirectory
    case .http, .command, .standardInput: false
    }
  }
}
