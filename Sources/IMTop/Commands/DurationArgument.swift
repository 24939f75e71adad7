import ArgumentParser
import StrictYAML

/// A duration on the command line: `15m`, `90s`.
struct DurationArgument: ExpressibleByArgument, Equatable {
  var seconds: Double

  init?(argument: String) {
    guard let seconds = StrictYAML.seconds(ofDuration: argument), seconds > 0 else { return nil }
    self.seconds = seconds
  }
}
