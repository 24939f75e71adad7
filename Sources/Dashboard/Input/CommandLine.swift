import Spelling

/// What is typed after `:`: a command's name and, for some, an argument.
struct CommandLine: Hashable, Sendable {
  /// What the line asks for.
  enum Request: Hashable, Sendable {
    /// A command, as its key would.
    case command(Command)
    /// A filter.
    case filter(String)
    /// A text to find.
    case find(String)
    /// A window of so many seconds.
    case window(Double)
    /// The screen, saved.
    case save(ScreenFormat)
    /// The values of a field.
    case field(String)
    /// Nothing said of some alerts for a while.
    case silence(SilenceWish)
    /// An end of the silences of a rule.
    case unsilence(String)
  }

  /// Names that take an argument, with what they expect.
  static let withArgument: [(name: String, expects: String)] = [
    ("filter", "an expression: status >= 500"), ("find", "a text"), ("window", "a length: 5m"),
    ("save", "text or svg"), ("by-field", "a field's name"),
    ("silence", "a rule's name, labels, a length: TargetDown instance=gw-1 30m"),
    ("unsilence", "a rule's name"),
  ]

  /// What the line asks for.
  let request: Request

  /// Understands a line.
  init(_ text: String) throws(DashboardError) {
    let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let name = parts.first.map(String.init) ?? ""
    let argument = parts.count > 1 ? Self.trimmed(parts[1]) : ""
    guard argument.isEmpty else {
      request = try Self.request(name, argument)
      return
    }
    guard let command = Command(rawValue: name), !Self.pickerOnly.contains(command) else {
      throw .unknownCommand(name, nearest: Self.nearest(to: name))
    }
    request = .command(command)
  }

  /// The commands whose names begin with what was typed.
  static func completions(of head: String, _ keymap: Keymap) -> [Prompt.Completion] {
    let commands = keymap.bindings
      .filter { $0.context == .browsing && $0.command.rawValue.hasPrefix(head) }
      .map { Prompt.Completion(text: $0.command.rawValue, note: $0.description) }
    let others = withArgument.filter { row in
      row.name.hasPrefix(head) && Command(rawValue: row.name) == nil
    }
    return others.map { Prompt.Completion(text: $0.name + " ", note: $0.expects) } + commands
  }

  private static let pickerOnly: Set<Command> = [.pickerOnly, .pickerExclude, .pickerMark]

  private static func request(_ name: String, _ argument: String) throws(DashboardError) -> Request
  {
    switch name {
    case "filter": return .filter(argument)
    case "find": return .find(argument)
    case "by-field": return .field(argument)
    case "window":
      guard let seconds = DurationText.seconds(argument) else {
        throw .badArgument(argument, command: name, expected: "a length such as 90s, 5m, 2h, 1d")
      }
      return .window(seconds)
    case "silence":
      guard let wish = SilenceWish(argument) else {
        throw .badArgument(argument, command: name, expected: "a rule, label=value, a length: 30m")
      }
      return .silence(wish)
    case "unsilence": return .unsilence(argument)
    case "save":
      guard let format = ScreenFormat(rawValue: argument) else {
        throw .badArgument(argument, command: name, expected: "text or svg")
      }
      return .save(format)
    default:
      guard Command(rawValue: name) != nil else {
        throw .unknownCommand(name, nearest: nearest(to: name))
      }
      throw .badArgument(argument, command: name, expected: "it without an argument")
    }
  }

  private static func nearest(to name: String) -> String? {
    let names = Command.allCases.map(\.rawValue) + withArgument.map(\.name)
    return names.nearest(to: name).first
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
