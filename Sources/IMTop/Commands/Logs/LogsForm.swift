import ArgumentParser
import Foundation
import LogModel
import LogStream

/// The options of `imtop logs` that say what is printed of the records found.
struct LogsForm: ParsableArguments {
  @Flag(help: "How many there are (per log, where there are several).")
  var count = false

  @Flag(help: "Totals, rates, levels, the most frequent paths, addresses and agents, latencies.")
  var stats = false

  @Flag(help: "How they are spread over time.")
  var histogram = false

  @Option(
    name: .customLong("by"),
    help: ArgumentHelp("How often each value of this field occurs.", valueName: "field")
  )
  var field: String?

  @Option(
    help: ArgumentHelp("Only these fields, tab between them.", valueName: "name,name")
  )
  var fields: String?

  @Flag(help: "JSON with one set of names, whatever the log calls its fields.")
  var json = false

  /// The names of `--fields`; nil without it.
  var names: [String]? {
    fields.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
  }

  /// Whether a request that two logs tell of is to count once.
  var countsRequestsOnce: Bool {
    stats || histogram || field.map { FilterField(named: $0) != .source } ?? false
  }

  /// What must be searched for.
  func goal(context: Int) -> SearchGoal {
    if stats || histogram || field != nil { return .statistics(by: field) }
    return count ? .count : .hits(context: context)
  }

  func validate() throws {
    let counted = [count, stats, histogram, field != nil].count { $0 }
    guard counted < 2 else {
      throw ValidationError("of --count, --stats, --histogram and --by only one is printed")
    }
    guard names.map({ !$0.isEmpty && counted == 0 }) ?? true else {
      throw ValidationError("--fields names the fields of lines, with commas between them")
    }
  }
}
