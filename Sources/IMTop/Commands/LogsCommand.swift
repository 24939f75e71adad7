import ArgumentParser
import Charts
import Foundation
import Glibc
import LogModel
import LogStream
import MetricsModel

/// Prints the lines of logs that pass a filter.
struct LogsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "Print the lines of logs that pass a filter.",
    discussion: """
      EXAMPLES:
        imtop logs 'status >= 500 path:"/ws/connect"' im.log
        imtop logs 'level >= warn NOT "slow reader"' /var/log/im/*.log --count
        zcat im.log.2.gz | imtop logs 'trace:4fb44b73*' -
        imtop logs 'event:heartbeat_timeout' im.log --follow

      The filter language is described in docs/filter.md. Exit code 0: lines were found, 1: none,
      2: a file could not be read or the filter was not understood.
      """
  )

  @Argument(help: "What to look for; '' lets everything through.")
  var filter: String

  @Argument(help: "The logs: paths, URLs of streams, or - for standard input.")
  var files: [String]

  @Flag(help: "Print only how many lines were found (per log, where there are several).")
  var count = false

  @Flag(help: "Wait for new lines.")
  var follow = false

  @Flag(help: "Show the values of tokens, passwords, cookies and their kin.")
  var showSecrets = false

  func run() async throws {
    let parsed: Filter
    do throws(FilterError) {
      parsed = try FilterParser.parse(filter)
    } catch {
      throw CommandLineError.badFilter(error.rendered(in: filter))
    }
    guard !files.isEmpty else { throw CommandLineError.nothingToWatch }
    guard !follow || files.count == 1 else { throw CommandLineError.followsOnlyOne }
    var matches = 0
    var hasFailed = false
    for file in files {
      let outcome = try await search(parsed, in: file)
      matches += outcome.matches
      if let failure = outcome.failure {
        ProgramExit.complain(about: file, failure)
        hasFailed = true
      } else if count {
        print(files.count > 1 ? "\(file):\(outcome.matches)" : "\(outcome.matches)")
      }
      if outcome.notUnderstood > 0 {
        ProgramExit.complain(
          "\(file): \(outcome.notUnderstood) of \(outcome.records) lines had no known form "
            + "and were taken as text"
        )
      }
    }
    if hasFailed { throw ProgramExit.usage }
    if matches == 0 { throw ProgramExit.negative }
  }

  private func search(_ filter: Filter, in file: String) async throws -> LogSearch.Outcome {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let counts = count
    let prefix = files.count > 1 ? "\(file):" : ""
    let search = LogSearch(
      filter,
      in: try LogLocation(parsing: file.withHomeExpanded),
      now: .wallClock,
      mask: SecretMask(showsSecrets: showSecrets),
      follows: follow,
      onTrouble: { ProgramExit.complain(about: file, $0) },
      onMatch: { [follow] record in
        guard !counts else { return true }
        let line = prefix + record.text
        return OutputLine.write(isTerminal ? line.printableLines : line, atOnce: follow)
      }
    )
    return await MainThread.run { search.run() }
  }
}

/// Lines on standard output.
enum OutputLine {
  /// Writes a line, `atOnce` or when enough has come together; false when nobody reads any more.
  static func write(_ line: String, atOnce: Bool) -> Bool {
    guard let file = stream.file else { return false }
    var text = line
    text.append("\n")
    let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
    return isWritten && (!atOnce || fflush(file) == 0)
  }

  /// A buffered stream of its own, since the C library's is a mutable global; flushed at the exit.
  private struct Stream: @unchecked Sendable {
    let file = fdopen(dup(STDOUT_FILENO), "w")
  }

  private static let stream = Stream()
}
