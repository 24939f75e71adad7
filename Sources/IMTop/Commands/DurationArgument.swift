import ArgumentParser
import MetricsModel
import PromQL
import StrictYAML

/// A duration on the command line: `15m`, `90s`.
struct DurationArgument: ExpressibleByArgument, Equatable {
  var seconds: Double

  init?(argument: String) {
    guard let seconds = StrictYAML.seconds(ofDuration: argument), seconds > 0 else { return nil }
    self.seconds = seconds
  }
}

extension DurationArgument {
  /// A duration of so many seconds.
  init(seconds: Double) { self.seconds = seconds }

  /// So many seconds as a duration is written, in whole seconds: `1m30s`.
  static func text(ofSeconds seconds: Double) -> String {
    PromQL.text(ofMilliseconds: Timestamp(seconds: max(0, seconds).rounded()).milliseconds)
  }

  /// The duration as a default is shown.
  var defaultValueDescription: String { "\(Int(seconds))s" }
}
