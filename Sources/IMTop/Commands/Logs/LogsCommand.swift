import ArgumentParser
import Foundation
import Glibc
import LogModel
import LogStream
import MetricsModel

/// Prints the lines of logs that pass a filter, or what they are all together.
struct LogsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "Print the lines of logs that pass a filter, or what they are all together.",
    discussion: """
      EXAMPLES:
        imtop logs 'status >= 500 path:"/ws/connect"' im.log
        imtop logs 'level >= warn NOT "slow reader"' /var/log/im/*.log --count
        imtop logs 'event:heartbeat_timeout' im.log --follow --tail 20
        imtop logs 'level >= error' gw-1.log gw-2.log --follow
        imtop logs 'trace:4fb44b73*' im.log -C 3
        imtop logs '' im.log --stats --rotated
        imtop logs 'status >= 500' im.log --by path
        imtop logs 'status >= 500' im.log --histogram
        imtop logs 'latency > 1s' im.log --fields time,client_ip,path,latency
        kubectl logs gw-0 | imtop logs 'level >= error' --json | jq .message

      The filter language is described in docs/filter.md. Without a file, standard input is read. \
      A field of the filter, of --fields or --by that no line has is told, with the names most like it.

      Exit code 0: lines were found, 1: none, or none has one of the fields that are asked for, 2: a \
      file could not be read or the filter was not understood.
      """
  )

  @Argument(help: "What to look for; '' lets everything through.")
  var filter: String

  @Argument(help: "The logs: paths, patterns, URLs of streams, or - for standard input.")
  var files: [String] = []

  @OptionGroup(title: "WHAT IS PRINTED") var form: LogsForm

  @Flag(help: "Read what rotation has put beside each log first, packed by gzip or not.")
  var rotated = false

  @Flag(help: "Wait for new lines, of all logs that are named.")
  var follow = false

  @Option(help: ArgumentHelp("Print only the last so many of the lines found.", valueName: "n"))
  var tail: Int?

  @Option(
    name: [.customShort("C"), .long],
    help: ArgumentHelp("Print so many lines before and after each one found.", valueName: "n")
  )
  var context = 0

  @Option(help: "Colours: auto, always or never.")
  var color = ColorChoice.auto

  @Flag(help: "Show the values of tokens, passwords, cookies and their kin.")
  var showSecrets = false

  /// The program's arguments so that a filter may begin with a minus sign, which else begins an option: a
  /// blank before it changes nothing.
  static func escaping(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName else { return arguments }
    return arguments.map { word in
      let isFilter =
        word.hasPrefix("-") && !word.hasPrefix("--") && word.contains { ":\" ".contains($0) }
      return isFilter ? " \(word)" : word
    }
  }

  func validate() throws {
    guard context >= 0, tail ?? 0 >= 0 else {
      throw ValidationError("a number of lines is not negative")
    }
    guard !follow || form.goal(context: context) == .hits(context: context) else {
      throw ValidationError("--follow prints lines; it does not go with what is counted")
    }
    guard !follow || !rotated else {
      throw ValidationError("--follow goes on with what comes; it does not go with --rotated")
    }
  }

  func run() async throws {
    let parsed: Filter
    do throws(FilterError) {
      parsed = try FilterParser.parse(filter)
    } catch {
      throw fileForFilter ?? .badFilter(error.rendered(in: filter))
    }
    let places = try self.places
    guard places.count(where: { $0 == "-" }) < 2 else { throw CommandLineError.standardInputTwice }
    var run = LogsRun(command: self, filter: parsed, places: places)
    try await run.searchAll()
    run.finish()
    if run.hasFailed { throw ProgramExit.usage }
    guard run.matches == 0 || run.hasNoField else { return }
    if run.matches == 0, let fileForFilter {
      ProgramExit.complain("no line was found; \(fileForFilter)")
    }
    throw ProgramExit.negative
  }

  /// The mistake of who names a log where the filter belongs; nil where no such file exists.
  var fileForFilter: CommandLineError? {
    let exists = !filter.isEmpty && FileManager.default.fileExists(atPath: filter.withHomeExpanded)
    return exists ? .fileForFilter(filter) : nil
  }

  /// What is read: what was named, else standard input where something is piped into it.
  private var places: [String] {
    get throws {
      if !files.isEmpty {
        let named = form.countsRequestsOnce ? try files.flatMap(Self.expanded) : files
        return rotated ? try named.flatMap(Self.withRotated) : named
      }
      guard isatty(STDIN_FILENO) != 0 else { return ["-"] }
      throw fileForFilter ?? .nothingToWatch
    }
  }

  /// The files of a pattern or a directory one by one, since their requests are compared.
  private static func expanded(_ file: String) throws -> [String] {
    let found = try LogLocation(parsing: file.withHomeExpanded).matches
    return found.isEmpty ? [file] : found
  }

  private static func withRotated(_ file: String) throws -> [String] {
    guard case .file(let path) = try LogLocation(parsing: file.withHomeExpanded) else {
      return [file]
    }
    return LogLocation.withRotated(path)
  }
}
