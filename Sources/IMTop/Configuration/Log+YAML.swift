import HTTPFetch
import LogModel
import LogStream
import StrictYAML

extension Configuration.Log {
  init(_ value: DocumentValue) throws(DocumentError) {
    if (try? value.string()) != nil {
      self.init(location: .named(try value.logLocation()))
      return
    }
    let mapping = try value.mapping(
      keys: [
        "path", "url", "command", "name", "role", "instance", "latency_unit", "time_zone",
        "websocket_paths", "fields", "grok", "grok_patterns",
      ] + HTTPOptions.keys
    )
    switch (mapping["path"], mapping["url"], mapping["command"]) {
    case (let path?, nil, nil): self.init(location: .named(try path.logLocation()))
    case (nil, let url?, nil): self.init(location: .named(try url.logLocation()))
    case (nil, nil, let command?):
      let words = try mapping.strings("command") ?? []
      guard !words.isEmpty else { throw command.error("a program and its arguments are expected") }
      self.init(location: .command(words))
    default: throw value.error("exactly one of path, url and command is needed")
    }
    name = try mapping.string("name")
    role = try mapping["role"]?.oneOf(LogRole.allCases.map(\.rawValue))
    instance = try mapping.string("instance")
    latencyUnit = try mapping["latency_unit"]?.oneOf(["ns", "us", "ms", "s"])
    timeZone = try mapping["time_zone"]?.timeZone()
    webSocketPaths = try mapping.strings("websocket_paths") ?? []
    grok = try mapping.strings("grok") ?? []
    grokPatterns = try mapping.strings("grok_patterns") ?? []
    for (name, field) in try mapping.stringMap("fields") { fields[name] = field }
    http = try HTTPOptions(mapping)
    try check(mapping, value)
  }

  /// Refuses fields that nothing knows and expressions that do not compile.
  private func check(_ mapping: DocumentMapping, _ value: DocumentValue) throws(DocumentError) {
    if let unknown = fields.values.sorted().first(where: { !FormatHints.fields.contains($0) }) {
      let known = FormatHints.fields.joined(separator: ", ")
      throw (mapping["fields"] ?? value).error("no field is called \(unknown); known are \(known)")
    }
    do throws(GrokError) {
      _ = try grokExpressions()
    } catch {
      let key = if case .unreadable = error { "grok_patterns" } else { "grok" }
      throw (mapping[key] ?? value).error(error.message)
    }
  }
}

extension DocumentValue {
  /// A log as the command line names one.
  fileprivate func logLocation() throws(DocumentError) -> String {
    let text = try string()
    do throws(LogSourceError) {
      _ = try LogLocation(parsing: text)
    } catch {
      throw self.error(error.message)
    }
    return text
  }

  fileprivate func timeZone() throws(DocumentError) -> String {
    let text = try string()
    do throws(CommandLineError) {
      _ = try LogTimeZone(named: text)
    } catch {
      throw self.error(error.description)
    }
    return text
  }
}
