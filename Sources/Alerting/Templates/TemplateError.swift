/// Why a template could not be read or expanded, and where.
public struct TemplateError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    // Reading.
    /// An action has no closing braces.
    case unclosedAction
    /// A comment has no end.
    case unclosedComment
    /// A text in quotes has no closing quote.
    case unclosedQuote
    /// A parenthesis is never closed.
    case unclosedParenthesis
    /// A block (`if`, `range`, `with`, `define`) has no `{{end}}`.
    case unclosedBlock(String)
    /// Digits that are no number.
    case badNumber(String)
    /// A backslash with what is no escape.
    case badEscape
    /// There is no function of this name.
    case unknownFunction(String)
    /// There is no variable of this name.
    case unknownVariable(String)
    /// The action holds something that cannot stand there.
    case unexpected(String)
    /// An action, or what stands behind a bar, is empty.
    case missingValue
    /// A template of this name is defined twice.
    case definedTwice(String)
    /// Blocks stand in blocks more often than is read.
    case nestingTooDeep(limit: Int)

    // Expanding.
    /// There is no template of this name.
    case unknownTemplate(String)
    /// A value of this kind has no such field.
    case noField(String, of: String)
    /// Arguments for something that takes none.
    case notAFunction(String)
    /// The function was given more or fewer arguments than it takes.
    case argumentCount(function: String, expected: String, found: Int)
    /// The function was given a value of another kind than it takes.
    case wrongType(function: String, expected: String, found: String)
    /// Values that cannot be compared.
    case incomparable(String, String)
    /// Something that cannot be gone through.
    case notARange(String)
    /// The function failed, and why.
    case failed(function: String, reason: String)
    /// The text became longer than texts may be.
    case tooLong(limit: Int)
    /// The template does more than templates may.
    case tooMuchWork
  }

  /// What is wrong.
  public let kind: Kind
  /// The line in the template, from 1.
  public let line: Int
  /// The column in the line, from 1.
  public let column: Int
}

extension TemplateError: CustomStringConvertible {
  /// The place in the template and what is wrong there.
  public var description: String { "\(line):\(column): \(message)" }

  /// What is wrong, in a few words.
  public var message: String {
    switch kind {
    case .unclosedAction: "{{ without }}"
    case .unclosedComment: "a comment is not closed"
    case .unclosedQuote: "a quote is not closed"
    case .unclosedParenthesis: "a parenthesis is not closed"
    case .unclosedBlock(let name): "\"\(name)\" has no {{end}}"
    case .badNumber(let text): "\"\(text)\" is no number"
    case .badEscape: "a backslash with what is no escape"
    case .unknownFunction(let name): "there is no function \"\(name)\""
    case .unknownVariable(let name): "there is no variable \"\(name)\""
    case .unexpected(let text): "\"\(text)\" cannot stand here"
    case .missingValue: "a value is missing here"
    case .definedTwice(let name): "the template \"\(name)\" is defined twice"
    case .nestingTooDeep(let limit): "more than \(limit) levels of blocks or parentheses"
    case .unknownTemplate(let name): "there is no template \"\(name)\""
    case .noField(let name, let type): "a value of type \(type) has no field \"\(name)\""
    case .notAFunction(let name): "\"\(name)\" takes no arguments"
    case .argumentCount(let function, let expected, let found):
      "\"\(function)\" takes \(expected) argument(s), not \(found)"
    case .wrongType(let function, let expected, let found):
      "\"\(function)\" takes a value of type \(expected), not \(found)"
    case .incomparable(let left, let right): "\(left) and \(right) cannot be compared"
    case .notARange(let type): "a value of type \(type) cannot be gone through"
    case .failed(let function, let reason): "\"\(function)\" failed: \(reason)"
    case .tooLong(let limit): "the text is longer than \(limit) bytes"
    case .tooMuchWork: "the template does more than templates may"
    }
  }
}
