import Dashboard
import HTTPFetch
import LogModel
import LogStream
import MetricsClient
import Profiles
import StrictYAML

extension Configuration {
  /// Every key of the file, in the order of the documentation.
  static let keys = [
    "targets", "scrape_configs", "prometheus", "logs", "paths", "panels", "rules",
    "builtin_rules", "profiles", "window", "filter", "utc", "mouse",
    "glyphs", "colors", "keys", "show_secrets", "memory", "history",
  ]

  /// The configuration in a YAML document; a mistake names the file, the line and the key.
  init(text: String, file: String) throws(DocumentError) {
    var mistakes: [DocumentError] = []
    self.init(text: text, file: file, noting: &mistakes)
    if let first = mistakes.first { throw first }
  }

  /// The configuration in a YAML document as far as it can be read.
  ///
  /// Of each target, log, panel and key the first mistake is noted, in the order of the lines.
  init(text: String, file: String, noting mistakes: inout [DocumentError]) {
    self.init()
    self.file = file
    var found: [DocumentError] = []
    let document = found.noting { () throws(DocumentError) in
      try DocumentValue(text: text, file: file)
    }
    let mapping = found.noting { () throws(DocumentError) in
      try document?.mapping(keys: Self.keys, noting: &mistakes)
    }
    if case .some(let mapping?) = mapping {
      readSources(mapping, noting: &found)
      readPanelsAndRules(mapping, noting: &found)
      readSettings(mapping, noting: &found)
    }
    mistakes += found
    mistakes.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private mutating func readSources(
    _ mapping: DocumentMapping,
    noting mistakes: inout [DocumentError]
  ) {
    targets = mapping.items("targets", noting: &mistakes) { (value) throws(DocumentError) in
      try Target(value)
    }
    if let value = mapping["scrape_configs"] {
      let paths = mistakes.noting { () throws(DocumentError) in
        try mapping.strings("scrape_configs") ?? []
      }
      scrapeConfigs = (paths ?? []).map { FileReference(path: $0, place: value.error("")) }
    }
    prometheus = mapping.read("prometheus", noting: &mistakes) { (value) throws(DocumentError) in
      try Prometheus(value)
    }
    logs = mapping.items("logs", noting: &mistakes) { (value) throws(DocumentError) in
      try Log(value)
    }
    pathRules = mapping.items("paths", noting: &mistakes) { (value) throws(DocumentError) in
      try value.pathRule()
    }
  }

  private mutating func readPanelsAndRules(
    _ mapping: DocumentMapping,
    noting mistakes: inout [DocumentError]
  ) {
    var panels: [ConfiguredPanel] = []
    _ = mapping.items("panels", noting: &mistakes) { (value) throws(DocumentError) in
      let panel = try ConfiguredPanel(value)
      try panels.refuseTwin(of: panel)
      panels.append(panel)
    }
    self.panels = panels
    rules = mapping.items("rules", noting: &mistakes) { (value) throws(DocumentError) in
      FileReference(path: try value.string(), place: value.error(""))
    }
    profiles = mapping.read("profiles", noting: &mistakes) { (value) throws(DocumentError) in
      FileReference(path: try value.string(), place: value.error(""))
    }
  }

  private mutating func readSettings(
    _ mapping: DocumentMapping,
    noting mistakes: inout [DocumentError]
  ) {
    func read<Value>(
      _ key: String,
      _ usual: Value,
      _ convert: (DocumentValue) throws(DocumentError) -> Value
    ) -> Value {
      mapping.read(key, noting: &mistakes, convert) ?? usual
    }
    typealias Mistake = DocumentError
    usesBuiltinRules = read("builtin_rules", true) { (v) throws(Mistake) in try v.boolean() }
    windowSeconds = read("window", windowSeconds) { (v) throws(Mistake) in
      try v.duration(atLeast: 10)
    }
    filter = read("filter", filter) { (v) throws(Mistake) in try v.filter() }
    usesUTC = read("utc", usesUTC) { (v) throws(Mistake) in try v.boolean() }
    usesMouse = read("mouse", usesMouse) { (v) throws(Mistake) in try v.boolean() }
    glyphs = read("glyphs", glyphs) { (v) throws(Mistake) in
      try v.oneOf(["auto", "unicode", "ascii"])
    }
    colors = read("colors", colors) { (v) throws(Mistake) in
      try v.oneOf(["auto", "none", "16", "256"])
    }
    keys = read("keys", keys) { (v) throws(Mistake) in try v.keyBindings() }
    showsSecrets = read("show_secrets", showsSecrets) { (v) throws(Mistake) in try v.boolean() }
    memoryBytes = read("memory", memoryBytes) { (v) throws(Mistake) in
      try v.bytes(atLeast: 32 << 20)
    }
    let usual = (time: historySeconds, size: historyBytes)
    (historySeconds, historyBytes) = read("history", usual) { (v) throws(Mistake) in
      let history = try v.mapping(keys: ["time", "size"])
      return (
        try history["time"]?.duration() ?? usual.time,
        try history["size"]?.bytes(atLeast: 0) ?? usual.size
      )
    }
  }
}

extension DocumentMapping {
  /// A key's value; nil where it is absent, or has a mistake, which is noted.
  fileprivate func read<Value>(
    _ key: String,
    noting mistakes: inout [DocumentError],
    _ convert: (DocumentValue) throws(DocumentError) -> Value
  ) -> Value? {
    guard let value = self[key] else { return nil }
    return mistakes.noting { () throws(DocumentError) in try convert(value) }
  }

  /// The elements of a key's list without those that have a mistake, which is noted.
  fileprivate func items<Value>(
    _ key: String,
    noting mistakes: inout [DocumentError],
    _ convert: (DocumentValue) throws(DocumentError) -> Value
  ) -> [Value] {
    let list = read(key, noting: &mistakes) { (value) throws(DocumentError) in try value.list() }
    return (list ?? []).compactMap { value in
      mistakes.noting { () throws(DocumentError) in try convert(value) }
    }
  }
}

extension Configuration.Target {
  fileprivate init(_ value: DocumentValue) throws(DocumentError) {
    if (try? value.string()) != nil {
      self.init(url: try value.target())
      return
    }
    let mapping = try value.mapping(
      keys: ["url", "job", "instance", "interval", "timeout", "series_limit"] + HTTPOptions.keys
    )
    self.init(url: try mapping.required("url").target())
    job = try mapping.string("job")
    instance = try mapping.string("instance")
    interval = try mapping["interval"]?.duration(atLeast: 0.1)
    timeout = try mapping["timeout"]?.duration(atLeast: 0.1)
    seriesLimit = try mapping["series_limit"]?.integer(in: 1...10_000_000)
    http = try HTTPOptions(mapping)
  }
}

extension Configuration.Log {
  fileprivate init(_ value: DocumentValue) throws(DocumentError) {
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

extension HTTPOptions {
  static let keys = [
    "basic_auth", "bearer_token_file", "ca_file", "cert_file", "key_file", "server_name",
    "insecure", "headers", "body_limit",
  ]

  init(
    _ mapping: DocumentMapping,
    bodyLimit usual: Int = HTTPOptions.defaultBodyLimit
  )
    throws(DocumentError)
  {
    self.init(bodyLimit: usual)
    if let basic = mapping["basic_auth"] {
      let values = try basic.mapping(keys: ["username", "password", "password_file"])
      let user = HTTPAuthentication.Secret.value(try values.required("username").string())
      switch (try values.string("password"), try values.string("password_file")) {
      case (let password?, nil): authentication = .basic(user: user, password: .value(password))
      case (nil, let file?): authentication = .basic(user: user, password: .file(file))
      default: throw basic.error("one of password and password_file is needed")
      }
    }
    if let token = mapping["bearer_token_file"] {
      guard authentication == .none else {
        throw token.error("bearer_token_file and basic_auth exclude each other")
      }
      authentication = .bearer(tokenFile: try token.string())
    }
    caFile = try mapping.string("ca_file")
    certificateFile = try mapping.string("cert_file")
    keyFile = try mapping.string("key_file")
    if certificateFile == nil, let key = mapping["key_file"] {
      throw key.error("a key_file belongs to a cert_file")
    }
    serverName = try mapping["server_name"]?.serverName()
    insecure = try mapping["insecure"]?.boolean() ?? insecure
    bodyLimit = try mapping["body_limit"]?.bytes(atLeast: 1024) ?? bodyLimit
    headers = try mapping.stringMap("headers").map { Header($0.name, $0.value) }
  }
}

extension DocumentValue {
  /// The address of a target.
  fileprivate func target() throws(DocumentError) -> String {
    let text = try string()
    do throws(ScrapeError) {
      _ = try TargetConfiguration(parsing: text)
    } catch {
      throw self.error(error.message)
    }
    return text
  }

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

  fileprivate func pathRule() throws(DocumentError) -> PathRule {
    guard let rule = PathRule(try string()) else {
      throw error("a form such as /users/:id or /files/* is expected here")
    }
    return rule
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

  fileprivate func filter() throws(DocumentError) -> String {
    let text = try string()
    do throws(FilterError) {
      _ = try FilterParser.parse(text)
    } catch {
      throw self.error(error.rendered(in: text))
    }
    return text
  }

  /// Keys by the command that they shall stand for.
  fileprivate func keyBindings() throws(DocumentError) -> [(command: String, keys: [String])] {
    let mapping = try openMapping()
    var bindings: [(command: String, keys: [String])] = []
    for command in mapping.names {
      let keys = try mapping.strings(command) ?? []
      bindings.append((command, keys))
      do throws(DashboardError) {
        _ = try Keymap(overrides: [command: keys])
      } catch .noWayOut {
        continue
      } catch {
        throw (mapping[command] ?? self).error("\(error)")
      }
    }
    do throws(DashboardError) {
      _ = try Keymap(overrides: Dictionary(bindings.map { ($0.command, $0.keys) }) { $1 })
    } catch {
      throw self.error("\(error)")
    }
    return bindings
  }

  func duration(atLeast least: Double) throws(DocumentError) -> Double {
    let seconds = try duration()
    guard seconds >= least else { throw error("at least \(least) s is needed") }
    return seconds
  }

  /// A size in bytes with an optional binary unit: `256MB`, `1GiB`, `65536`.
  func bytes(atLeast least: Int) throws(DocumentError) -> Int {
    let text = try string()
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.uppercased()
    let shifts = ["": 0, "B": 0, "K": 10, "KB": 10, "KIB": 10, "M": 20, "MB": 20, "MIB": 20]
    let large = ["G": 30, "GB": 30, "GIB": 30]
    guard let count = Int(digits), let shift = shifts[unit] ?? large[unit], count < 1 << 30,
      count << shift >= least
    else { throw error("a size such as 256MB is expected here, at least \(least) bytes") }
    return count << shift
  }
}
