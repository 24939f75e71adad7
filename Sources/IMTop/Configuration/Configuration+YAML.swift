import LogModel
import LogStream
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

extension DocumentValue {
  fileprivate func pathRule() throws(DocumentError) -> PathRule {
    guard let rule = PathRule(try string()) else {
      throw error("a form such as /users/:id or /files/* is expected here")
    }
    return rule
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
}
