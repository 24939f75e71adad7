import Glibc
import LogModel
import LogStream

extension LogLocation {
  /// The location that a configuration names.
  init(_ log: Configuration.Log) throws {
    switch log.location {
    case .named(let text): try self.init(parsing: text.withHomeExpanded)
    case .command(let words): self = .command(words)
    }
  }
}

extension FormatHints {
  /// What a configuration says of a log's lines; times without a zone are the host's otherwise.
  init(_ log: Configuration.Log) throws {
    let units: [String: LatencyUnit] = [
      "ns": .nanoseconds, "us": .microseconds, "ms": .milliseconds, "s": .seconds,
    ]
    self.init(
      latencyUnit: log.latencyUnit.flatMap { units[$0] },
      timeZone: try log.timeZone.map(LogTimeZone.init(named:)) ?? .local,
      infersTimeZone: log.timeZone == nil,
      fieldNames: log.fields,
      webSocketPaths: log.webSocketPaths,
      grok: try log.grokExpressions(),
      role: log.role.flatMap(LogRole.init(rawValue:)),
      instance: log.instance
    )
  }
}

extension Configuration.Log {
  /// The log's expressions, compiled.
  func grokExpressions() throws(GrokError) -> [GrokExpression] {
    var patterns = GrokPatterns()
    for path in grokPatterns { try patterns.define(fromPath: path.withHomeExpanded) }
    var expressions: [GrokExpression] = []
    for source in grok { expressions.append(try GrokExpression(source, patterns: patterns)) }
    return expressions
  }
}

extension LogTimeZone {
  /// The zone of a name: `UTC`, `local`, `+08:00`.
  init(named name: String) throws(CommandLineError) {
    switch name {
    case "UTC", "utc", "Z": self = .utc
    case "local": self = .local
    default:
      let digits = name.dropFirst().filter(\.isNumber)
      guard let sign = name.first, "+-".contains(sign), digits.count == 4,
        let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours < 24,
        minutes < 60
      else { throw CommandLineError.badTimeZone(name) }
      self = .fixed(seconds: (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
    }
  }
}

extension String {
  /// The path with a leading `~/` replaced by the home directory.
  var withHomeExpanded: String {
    guard hasPrefix("~/"), let home = getenv("HOME") else { return self }
    return String(cString: home) + dropFirst()
  }
}
