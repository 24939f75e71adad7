public import PromQL
public import StrictYAML

/// What one kind of server calls the numbers that the dashboard speaks of.
public struct Profile: Sendable {
  /// One way to compute a number, to be tried in the order of the file.
  public struct Candidate: Sendable {
    /// The expression.
    public var expression: Expr
    /// The expression as the file has it.
    public var source: String
    /// What metrics must be for the expression to fit.
    public var behaves: [String: Behaviour] = [:]
  }

  /// The profile's name: `emqx`.
  public var name: String
  /// The server's name: `EMQX`.
  public var title: String
  /// The signs of which any one gives the server away.
  public var detect: [Detection]
  /// How each number is computed.
  public var candidates: [Concept: [Candidate]]
  /// The panels of its own, which the panels view shows.
  public var panels: [ConfiguredPanel] = []
  /// What is known to mislead about this server's metrics.
  public var traps: [String] = []
  /// What of it stands only in its log.
  public var logHints: [String] = []
  /// The file it was read from, or that it is built in.
  public var file = ""
}

extension Profile {
  /// The profile in a YAML document; `file` is named in errors.
  public init(text: String, file: String) throws(DocumentError) {
    let mapping = try DocumentValue(text: text, file: file)
      .mapping(keys: ["name", "title", "detect", "expressions", "panels", "traps", "log"])
    name = try mapping.required("name").string()
    title = try mapping.string("title") ?? name
    detect = []
    for sign in try mapping["detect"]?.list() ?? [] { detect.append(try Detection(sign)) }
    traps = try mapping.strings("traps") ?? []
    logHints = try mapping.strings("log") ?? []
    self.file = file
    for value in try mapping["panels"]?.list() ?? [] {
      var panel = try ConfiguredPanel(value)
      panel.id = "\(name)/\(panel.id)"
      panel.place = .page
      try panels.refuseTwin(of: panel)
      panels.append(panel)
    }
    candidates = [:]
    let expressions = try mapping.required("expressions")
      .mapping(keys: Concept.allCases.map(\.rawValue))
    for key in expressions.names {
      guard let concept = Concept(rawValue: key), let value = expressions[key] else { continue }
      for item in try value.list() {
        candidates[concept, default: []].append(try Candidate(item))
      }
    }
    try check(expressions)
  }

  /// Refuses `{{metric}}` where no sign says which metrics it could stand for.
  private func check(_ expressions: DocumentMapping) throws(DocumentError) {
    guard detect.allSatisfy({ $0.metric != nil }) else { return }
    for name in expressions.names {
      guard let value = expressions[name], let concept = Concept(rawValue: name) else { continue }
      if candidates[concept]?.contains(where: \.isTemplate) ?? false {
        throw value.error("{{metric}} stands for what `like` in detect finds, and there is none")
      }
    }
  }
}
