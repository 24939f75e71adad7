/// Why a template could not be read or expanded.
public enum TemplateError: Error, Hashable, Sendable {
  /// An action has no closing braces.
  case unclosedAction
  /// A text in quotes has no closing quote.
  case unclosedQuote
  /// There is no function of this name.
  case unknownFunction(String)
  /// There is no variable of this name.
  case unknownVariable(String)
  /// The function was given other arguments than it takes.
  case wrongArguments(function: String)
  /// The action holds something that cannot stand there.
  case unexpected(String)
}

extension TemplateError: CustomStringConvertible {
  /// What is wrong, in a few words.
  public var description: String {
    switch self {
    case .unclosedAction: "{{ without }}"
    case .unclosedQuote: "a quote is not closed"
    case .unknownFunction(let name): "there is no function \"\(name)\""
    case .unknownVariable(let name): "there is no variable \"\(name)\""
    case .wrongArguments(let function): "\"\(function)\" does not take these arguments"
    case .unexpected(let text): "\"\(text)\" cannot stand here"
    }
  }
}
