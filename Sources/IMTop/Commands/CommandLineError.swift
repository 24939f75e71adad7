/// A mistake on the command line that the argument parser cannot see.
enum CommandLineError: Error, Equatable {
  /// A word that is neither a target nor a log; why not a target.
  case neitherTargetNorLog(String, reason: String)
  /// A size that is none.
  case badSize(String)
  /// A filter that was not understood: the message with a caret under the place.
  case badFilter(String)
  /// There is nothing to watch.
  case nothingToWatch
  /// A file stands where the filter of `imtop logs` belongs.
  case fileForFilter(String)
  /// A time zone that is none.
  case badTimeZone(String)
  /// Standard input is named twice.
  case standardInputTwice
}

extension CommandLineError: CustomStringConvertible {
  /// What is wrong and what to write instead.
  var description: String {
    switch self {
    case .neitherTargetNorLog(let word, let reason):
      """
      "\(word)" is neither a file nor a target (\(reason)).
      A target is :PORT, HOST:PORT, HOST:PORT/PATH or a URL; a log is a path, a pattern or "-".
      """
    case .badSize(let text): "\"\(text)\" is no size; write COLUMNSxROWS, for example 120x36"
    case .badFilter(let message): message
    case .badTimeZone(let name): "\"\(name)\" is no time zone; write UTC, local or +08:00"
    case .nothingToWatch:
      "nothing to watch: name a target or a log, or write a configuration (see imtop --help)"
    case .fileForFilter(let file):
      "\"\(file)\" is a file, and the filter comes first: imtop logs '' \(file)"
    case .standardInputTwice: "standard input (\"-\") can be read only once"
    }
  }
}
