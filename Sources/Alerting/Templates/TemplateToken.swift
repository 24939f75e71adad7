/// One token of a template: a text between actions, or a part of an action.
struct TemplateToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// What stands outside of actions, trimmed where its neighbours say so.
    case text(String)
    /// `{{`
    case open
    /// `}}`
    case close
    /// The name of a function, or a keyword.
    case word(String)
    /// `.name`
    case field(String)
    /// `$name`, without the sign; empty for `$`.
    case variable(String)
    /// `.`
    case dot
    /// A number, a text or a truth value.
    case constant(TemplateValue)
    /// `|`
    case pipe
    /// `:=`
    case declare
    /// `=`
    case assign
    /// `,`
    case comma
    /// `(`
    case leftParenthesis
    /// `)`
    case rightParenthesis
    /// The end of the template.
    case end
  }

  let kind: Kind
  /// Where it begins, in scalars.
  let position: Int
  /// Whether no blank stands before it.
  let isAdjacent: Bool
}

extension TemplateToken: CustomStringConvertible {
  /// The token as it may have been written.
  var description: String {
    switch kind {
    case .text(let text): text
    case .open: "{{"
    case .close: "}}"
    case .word(let name): name
    case .field(let name): ".\(name)"
    case .variable(let name): "$\(name)"
    case .dot: "."
    case .constant(let value): value.description
    case .pipe: "|"
    case .declare: ":="
    case .assign: "="
    case .comma: ","
    case .leftParenthesis: "("
    case .rightParenthesis: ")"
    case .end: "end of the template"
    }
  }
}
