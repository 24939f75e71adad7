import ArgumentParser
import Foundation
import StrictYAML

/// The options with which every command names its targets, logs and configuration.
struct SourceOptions: ParsableArguments {
  @Argument(help: "What to watch: :8080, host:9100/metrics, https://…, /var/log/im/*.log, -")
  var names: [String] = []

  @Option(help: ArgumentHelp("Read this configuration.", valueName: "file"))
  var config: String?

  @Option(
    name: .customLong("log"),
    help: ArgumentHelp("Tail this path, pattern or URL, whatever it looks like.", valueName: "log")
  )
  var logs: [String] = []

  @Option(
    name: .customLong("target"),
    help: ArgumentHelp("Scrape this address, whatever it looks like.", valueName: "target")
  )
  var targets: [String] = []

  @OptionGroup var remote: PrometheusOptions

  @Option(help: ArgumentHelp("Evaluate the rules of this file too.", valueName: "file"))
  var rules: [String] = []

  @Flag(help: "Show the values of tokens, passwords, cookies and their kin.")
  var showSecrets = false

  /// The configuration file with what the command line says on top; named targets and logs replace
  /// the file's.
  func configuration(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Configuration {
    var mistakes: [DocumentError] = []
    let configuration = try configuration(environment: environment, noting: &mistakes)
    if let first = mistakes.first { throw first }
    return configuration
  }

  /// The same, with all mistakes of the configuration's file noted.
  func configuration(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    noting mistakes: inout [DocumentError]
  ) throws -> Configuration {
    var configuration = try ConfigurationFile.load(
      path: config,
      environment: environment,
      noting: &mistakes
    )
    var named = try Configuration(watching: names)
    named.targets += targets.map { .init(url: $0) }
    named.logs += logs.map { .init(location: .named($0)) }
    named.scrapeConfigs = remote.scrapeConfigs
    try configuration.watch(named)
    remote.apply(to: &configuration)
    configuration.rules += rules.map { .init(path: $0, option: "--rules") }
    configuration.showsSecrets = configuration.showsSecrets || showSecrets
    return configuration
  }
}

extension Configuration {
  /// The targets and logs that words of the command line name.
  init(watching names: [String]) throws(CommandLineError) {
    self.init()
    for name in names {
      switch try SourceArgument(name) {
      case .target(let url): targets.append(.init(url: url))
      case .log(let path): logs.append(.init(location: .named(path)))
      }
    }
  }

  /// Puts the targets and logs that the command line names, if there are any, in the place of all others.
  mutating func watch(_ named: Configuration) throws(CommandLineError) {
    if !named.targets.isEmpty || !named.scrapeConfigs.isEmpty || !named.logs.isEmpty {
      scrapeConfigs = named.scrapeConfigs
      targets = named.targets.map { target in targets.first { $0.url == target.url } ?? target }
      logs = named.logs
    }
    guard logs.count(where: { $0.location == .named("-") }) < 2 else { throw .standardInputTwice }
  }
}

extension Configuration.FileReference {
  /// A file that an option of the command line names.
  init(path: String, option: String) {
    self.init(
      path: path,
      place: DocumentError(file: path, line: 0, column: 0, key: option, message: "")
    )
  }
}
