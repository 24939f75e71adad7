public import ArgumentParser
public import IMServer

/// Where a gateway's log goes and what it looks like.
struct LogOptions: ParsableArguments {
  @Option(
    name: .customLong("log"),
    help: ArgumentHelp(
      "The file that the log is appended to; SIGHUP opens it again.",
      valueName: "file"
    )
  )
  var path = "im.log"

  @Option(
    name: .customLong("log-format"),
    help: ArgumentHelp(
      "What a line looks like: json, logrus (a Gin middleware over logrus), zap, gin (text).",
      valueName: "format"
    )
  )
  var format = LogFormat.json

  @Option(
    name: .customLong("log-level"),
    help: ArgumentHelp(
      "How grave a line must be: trace, debug, info, warn, error, fatal.",
      valueName: "level"
    )
  )
  var level = LogSeverity.info

  @Option(
    name: .customLong("log-max-size"),
    help: ArgumentHelp(
      "The size at which the log is renamed to FILE.1 and begun anew; 0 for never.",
      valueName: "bytes"
    )
  )
  var limit = 0

  @Option(
    name: .customLong("log-keep"),
    help: ArgumentHelp("How many renamed logs stay.", valueName: "n")
  )
  var keep = 5

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--log-max-size is at least 0 bytes") }
    guard (1...1000).contains(keep) else { throw ValidationError("--log-keep is 1 to 1000") }
  }

  /// Puts the options into the configuration.
  func apply(to configuration: inout GatewayConfiguration) {
    configuration.logFormat = format
    configuration.logSeverity = level
    configuration.logRotation = limit == 0 ? nil : LogRotation(limit: limit, keep: keep)
  }
}

extension LogFormat: ExpressibleByArgument {}
extension LogSeverity: ExpressibleByArgument {}
