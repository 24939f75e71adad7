public import MetricsModel

/// A text with actions in double braces, in the syntax of Go's templates as Prometheus' rules use it:
/// `{{ $labels.instance }} is at {{ $value | humanize }}`.
public struct Template: Sendable {
  fileprivate enum Part: Sendable {
    case text(String)
    case pipeline([Command])
  }

  /// A function or value with its arguments.
  fileprivate struct Command: Sendable {
    var words: [TemplateToken]
  }

  private var parts: [Part]

  /// Reads a template; throws for actions that cannot be expanded.
  public init(_ source: String) throws(TemplateError) {
    parts = []
    var rest = Substring(source)
    while let open = rest.firstRange(of: "{{") {
      var text = rest[..<open.lowerBound]
      rest = rest[open.upperBound...]
      if rest.hasPrefix("- ") {
        while text.last?.isWhitespace == true { text.removeLast() }
        rest = rest.dropFirst()
      }
      guard let close = rest.firstRange(of: "}}") else { throw .unclosedAction }
      var action = rest[..<close.lowerBound]
      rest = rest[close.upperBound...]
      if action.hasSuffix(" -") {
        action = action.dropLast()
        rest = rest.drop { $0.isWhitespace }
      }
      if !text.isEmpty { parts.append(.text(String(text))) }
      parts.append(.pipeline(try Self.pipeline(action)))
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
  }

  /// The text with every action replaced by its value.
  ///
  /// `$labels` gives `labels`, `$value` gives `value`; throws where a function does not take its
  /// arguments.
  public func expanded(labels: Labels, value: Double) throws(TemplateError) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .pipeline(let commands):
        var piped: TemplateValue?
        for command in commands {
          piped = try command.value(piped: piped, labels: labels, value: value)
        }
        result += piped?.description ?? ""
      }
    }
    return result
  }

  private static func pipeline(_ action: Substring) throws(TemplateError) -> [Command] {
    var commands = [Command(words: [])]
    for token in try TemplateToken.tokens(of: action) {
      if token == .pipe {
        commands.append(Command(words: []))
      } else {
        commands[commands.count - 1].words.append(token)
      }
    }
    for command in commands { try command.check() }
    return commands
  }
}

extension Template.Command {
  fileprivate func check() throws(TemplateError) {
    guard let first = words.first else { throw .unexpected("|") }
    if case .name(let name) = first {
      guard TemplateFunction.table[name] != nil else { throw .unknownFunction(name) }
    } else if words.count > 1 {
      throw .unexpected("\(words[1])")
    }
    for word in words.dropFirst() {
      if case .name(let name) = word { throw .unexpected(name) }
    }
    for case .variable(let path) in words where !["labels", "value"].contains(path.first) {
      throw .unknownVariable(path.joined(separator: "."))
    }
  }

  fileprivate func value(
    piped: TemplateValue?,
    labels: Labels,
    value: Double
  ) throws(TemplateError) -> TemplateValue {
    var arguments: [TemplateValue] = []
    for word in words {
      if let argument = word.value(labels: labels, value: value) { arguments.append(argument) }
    }
    guard case .name(let name)? = words.first else {
      guard piped == nil, let only = arguments.first else { throw .unexpected("|") }
      return only
    }
    if let piped { arguments.append(piped) }
    guard let function = TemplateFunction.table[name] else { throw .unknownFunction(name) }
    guard let result = function(arguments) else { throw .wrongArguments(function: name) }
    return result
  }
}
