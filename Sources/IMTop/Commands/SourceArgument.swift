import Foundation
import MetricsClient

/// What a word on the command line names.
enum SourceArgument: Equatable {
  /// Something to scrape.
  case target(String)
  /// Something to tail.
  case log(String)

  /// What `word` names.
  ///
  /// A path that exists, a pattern, a path with a slash in front, and a URL whose path speaks of
  /// logs are logs; `:8080`, `host:9100/metrics` and other URLs are targets.
  /// `exists` says whether there is a file of a name.
  init(
    _ word: String,
    exists: (String) -> Bool = FileManager.default.fileExists(atPath:)
  ) throws(CommandLineError) {
    let isURL = word.hasPrefix("http://") || word.hasPrefix("https://")
    if word == "-" || (!isURL && exists(word)) {
      self = .log(word)
    } else if isURL {
      let path = word.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
      let words = path.prefix { $0 != "?" }.lowercased().split { "/._-".contains($0) }
      self = words.contains("log") || words.contains("logs") ? .log(word) : .target(word)
    } else if ["/", "./", "../", "~/"].contains(where: word.hasPrefix)
      || word.contains(where: { "*?".contains($0) }) || word.hasSuffix(".log")
      || (word.contains("[") && !word.hasPrefix("["))
    {
      self = .log(word)
    } else {
      do {
        _ = try TargetConfiguration(parsing: word)
      } catch {
        throw .neitherTargetNorLog(word, reason: error.message)
      }
      guard
        word.contains(":") || word.contains(".") || word == "localhost"
          || word.allSatisfy(\.isNumber)
      else { throw .neitherTargetNorLog(word, reason: "no file of that name, and no port") }
      self = .target(word)
    }
  }
}
