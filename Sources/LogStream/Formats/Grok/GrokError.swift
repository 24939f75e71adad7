import Glibc
public import Patterns

/// Why a grok expression cannot be used.
public enum GrokError: Error, Equatable, Sendable {
  /// No pattern of this name is defined.
  case unknownPattern(String)
  /// A pattern's definition leads back to itself.
  case recursivePattern(String)
  /// The expression with its patterns filled in is no regular expression, or too long for one.
  case badExpression(String, PatternError)
  /// A file of patterns cannot be read; the number of the system's error.
  case unreadable(path: String, errno: Int32)

  /// What a person reads.
  public var message: String {
    switch self {
    case .unknownPattern(let name): "grok: no pattern is called \(name)"
    case .recursivePattern(let name): "grok: the pattern \(name) contains itself"
    case .badExpression(let source, let error): "grok: \(source): \(error)"
    case .unreadable(let path, let errno): "grok: \(path): \(String(cString: strerror(errno)))"
    }
  }
}
